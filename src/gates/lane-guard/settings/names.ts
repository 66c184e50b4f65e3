import { z } from "zod";
import { objectionToImport, objectionToName } from "../../../formats/imports/graph/expression.ts";

/** A dotted name of a module or package, or a path. */
export const ModuleName = text(objectionToName);

const ImportName = text((value) => objectionToImport(value, objectionToName));

/** An import that a contract does not look at, with or without the reason. */
export const IgnoredImport = z.union([
  ImportName,
  z.strictObject({
    import: ImportName.describe("The import, as `importer -> imported`."),
    reason: z.string().min(1).max(1000).optional().describe("Why it may stay."),
  }),
]);

/** A text that the test has no objection to. */
export function text(objectionTo: (text: string) => string | undefined) {
  return z.string().superRefine((value, context) => {
    const message = objectionTo(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}
