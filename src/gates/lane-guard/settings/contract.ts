import { z } from "zod";
import { AcyclicSiblings, type AcyclicSiblingsContract } from "./acyclic-siblings.ts";
import { Forbidden, type ForbiddenContract } from "./forbidden.ts";
import { Independence, type IndependenceContract } from "./independence.ts";
import { Layers, type LayersContract } from "./layers.ts";
import { Protected, type ProtectedContract } from "./protected.ts";

export const Contract = z.discriminatedUnion("type", [Forbidden, Layers, Independence, Protected, AcyclicSiblings], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? "The types are `forbidden`, `layers`, `independence`, `protected` and `acyclic-siblings`"
      : undefined,
});

export type Contract =
  | ForbiddenContract
  | LayersContract
  | IndependenceContract
  | ProtectedContract
  | AcyclicSiblingsContract;
