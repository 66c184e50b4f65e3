import { z } from "zod";
import { IgnoredImport, ModuleName } from "./names.ts";

/** More names than anybody writes by hand. */
const maxNames = 2_000;

/** Keys of every contract. */
export const sharedKeys = {
  name: z.string().min(1).max(200).describe("What the contract says, for the author who breaks it."),
  why: z.string().min(1).max(1000).optional().describe("Why the contract exists. Shown with every finding."),
  names: z
    .enum(["modules", "paths"])
    .optional()
    .describe(
      "Whether names are those of Python's modules or paths. When left out, a name with a slash makes them paths.",
    ),
  ignore: z
    .array(IgnoredImport)
    .max(maxNames)
    .default([])
    .describe(
      "Imports that the contract does not look at, each as `importer -> imported` or with a `reason`. Wildcards are allowed.",
    ),
  "unmatched-ignores": z
    .enum(["error", "warn", "none"])
    .default("error")
    .describe("What happens when `ignore` names an import that nobody makes: `error` blocks, `warn` is a note."),
  "type-checking": z
    .enum(["include", "exclude"])
    .default("include")
    .describe("Whether imports below `if TYPE_CHECKING:` count."),
  "dynamic-imports": z
    .enum(["include", "exclude"])
    .default("include")
    .describe('Whether calls such as `importlib.import_module("a.b")` and the lists that `plugin-lists` names count.'),
};

/** Names of modules or packages, with wildcards. */
export function moduleNames(fewest: number) {
  return z.array(ModuleName).min(fewest).max(maxNames);
}
