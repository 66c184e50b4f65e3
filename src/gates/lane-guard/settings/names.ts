import { z } from "zod";
import { objectionToImport, objectionToName } from "../../../formats/imports/graph/expression.ts";
import { objectionToDay } from "./day.ts";

/** A dotted name of a module or package, or a path. */
export const ModuleName = text(objectionToName, "Write a name, such as lukhas.identity or web/src");

const ImportName = text(
  (value) => objectionToImport(value, objectionToName),
  "Write importer -> imported, such as lukhas.api -> core.db",
);

const lastDay = text(objectionToDay, "Write the last day as 2027-01-31");

/** An import that a contract does not look at, with or without the reason, for ever or until a day. */
export const IgnoredImport = z.union([
  ImportName,
  z
    .strictObject({
      import: ImportName.describe("The import, as `importer -> imported`."),
      reason: z.string().min(1).max(1000).optional().describe("Why it may stay. Needed with `until`."),
      until: lastDay
        .optional()
        .describe("The last day on which it may stay, such as `2027-01-31`, in UTC. After it the import blocks."),
    })
    .superRefine(({ reason, until }, context) => {
      if (until === undefined || reason !== undefined) return;
      context.addIssue({ code: "custom", path: ["reason"], message: "Say why the import may stay until that day" });
    }),
]);
export type IgnoredImport = z.output<typeof IgnoredImport>;

/** A text that the test has no objection to. `otherwise` is what to say of a value that is no text. */
export function text(objectionTo: (text: string) => string | undefined, otherwise?: string) {
  return z.string(otherwise).superRefine((value, context) => {
    const message = objectionTo(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}
