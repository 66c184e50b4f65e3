import { z } from "zod";
import { maxPatternLength, objectionTo } from "../../../formats/ownership/pattern.ts";

/** Whoever is no agent. It owns what nothing else is said of, unless `default-owner` names somebody. */
export const humans = "humans";

/** What agents, people, rules and packs are called. */
export const Name = z
  .string()
  .regex(/^[a-z\d](?:[a-z\d._-]{0,48}[a-z\d])?$/i, "A name has letters, digits, `.`, `_` and `-`, at most 50 of them");

/** What somebody is called who can own paths. */
export const OwnerName = Name.refine((name) => name !== humans, {
  error: "`humans` stands for everybody who is no agent, so nobody else can be called that",
});

/** One owner, or several of whom each may do all. */
export const Owners = z.union([Name, z.array(Name).min(1).max(20)]);

/** A pattern of paths as in a `CODEOWNERS` file. */
const Pattern = z
  .string()
  .max(maxPatternLength)
  .superRefine((text, context) => {
    const message = objectionTo(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

export const Patterns = z.array(Pattern).max(500);

/** One path of a file, from the top of the repository. */
export const FilePath = z
  .string()
  .min(1)
  .max(1_000)
  .refine((path) => path.split("/").every((name) => name !== "" && name !== "." && name !== ".."), {
    error: "Write the path from the top of the repository, without a slash at the beginning: `src/a.ts`",
  });
