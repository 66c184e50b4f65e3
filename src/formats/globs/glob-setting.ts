import { z } from "zod";
import { isBoundedPattern, maxAlternatives } from "./path-globs.ts";

/** A glob in a configuration. */
export const GlobSetting = z
  .string()
  .min(1)
  .max(500)
  .refine(isBoundedPattern, `A pattern stands for at most ${maxAlternatives} alternatives in braces`);
