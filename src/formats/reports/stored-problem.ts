import { z } from "zod";

const Count = z.number().nonnegative();

/** Problems as reports are stored with them, with rules of one kind of report. */
export function storedProblems<Rule extends z.ZodType<string>>(rule: Rule) {
  return z.array(
    z.object({
      rule,
      damaged: z.boolean(),
      times: Count,
      at: z.union([z.strictObject({ line: Count }), z.strictObject({ offset: Count })]),
      what: z.string(),
      fix: z.string(),
    }),
  );
}
