import { z } from "zod";
import { Moment } from "../../../formats/yaml/moment.ts";
import { FilePath, Name, Patterns } from "./names.ts";
import { Mode } from "./rule.ts";

const PackKeys = z.strictObject({
  id: Name.describe("What the pack is called."),
  agent: Name.describe("The agent that the pack is given to."),
  issue: z.int().positive().optional().describe("The issue that says what is to be done."),
  paths: z.array(FilePath).min(1).max(5_000).optional().describe("The files of the pack, each by its whole path."),
  glob: Patterns.min(1).optional().describe("Or patterns of the files, as in `CODEOWNERS`."),
  "paths-from": FilePath.optional().describe("Or a file of the base branch that lists them, one whole path a line."),
  mode: Mode.exclude(["frozen"]).default("exclusive").describe("As that of a rule."),
  starts: Moment.optional().describe("From this moment on, such as `2027-01-31T00:00:00Z`; at once when left out."),
  expires: Moment.describe("Up to this moment, which is not in it any more."),
});
export type Pack = z.output<typeof PackKeys>;

/** A list of files for one agent and for a time. */
export const Pack = PackKeys.superRefine((pack, context) => {
  const named = (["paths", "glob", "paths-from"] as const).filter((key) => pack[key] !== undefined);
  if (named.length !== 1) {
    const message = "A pack has exactly one of `paths`, `glob` and `paths-from`";
    context.addIssue({ code: "custom", path: named.length === 0 ? [] : [named[1] ?? ""], message });
  }
  if (pack.starts !== undefined && Date.parse(pack.starts) >= Date.parse(pack.expires)) {
    context.addIssue({ code: "custom", path: ["expires"], message: "It has to be later than `starts`" });
  }
});
