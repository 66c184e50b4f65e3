import { z } from "zod";
import { defineGate, type Gate } from "../../src/core/gate.ts";

/** Gates with settings of every shape that a configuration can have. They examine one thing and pass. */
const Contract = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("forbidden"), from: z.array(z.string()).describe("Who may not import.") }),
  z.strictObject({ type: z.literal("layers"), layers: z.array(z.string()) }),
]);

const lanes: Gate = passing("lanes", z.strictObject({ contracts: z.array(Contract).min(1) }));

const sizes: Gate = passing(
  "sizes",
  z
    .strictObject({
      "max-files": z.int().min(1).default(20),
      names: z.record(z.string().regex(/^\S+$/, "A name has no blank"), z.int()).optional(),
      limit: z.union([z.string(), z.strictObject({ percent: z.int() })]).optional(),
    })
    .refine(({ names, limit }) => names === undefined || limit === undefined, "It has either `names` or `limit`")
    .refine((settings) => settings["max-files"] !== 13, { message: "Nobody wants 13", path: ["max-files"] }),
);

export const sampleGates: readonly Gate[] = [lanes, sizes];

function passing(id: string, settings: z.ZodObject): Gate {
  return defineGate({
    id,
    title: id,
    question: `Is ${id} all right?`,
    settings,
    rules: {},
    gather: async () => ({ kind: "facts", facts: {} }),
    judge: () => ({ outcome: "passed", summary: "Fine.", examined: { count: 1, of: "things" }, notes: [] }),
  });
}
