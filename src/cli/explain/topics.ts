import { z } from "zod";
import { gateSettings, type SettingText } from "../../config/describe-settings.ts";
import { configurationRules } from "../../config/rules.ts";
import type { Gate } from "../../core/gate.ts";
import { configurationGateId } from "../../engine/overall.ts";
import { faultTexts } from "./fault-texts.ts";

const Setting = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  defaultText: z.string().optional(),
  description: z.string(),
});

/** Something that can be explained; also what `explain --format json` prints, in a list. */
export const Topic = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("gate"),
    name: z.string(),
    title: z.string(),
    question: z.string(),
    settings: z.array(Setting).readonly(),
    rules: z.array(z.string()).readonly(),
    page: z.string(),
  }),
  z.strictObject({ kind: z.literal("rule"), name: z.string(), gate: z.string(), title: z.string(), fix: z.string() }),
  z.strictObject({ kind: z.literal("fault"), name: z.string(), means: z.string(), remedy: z.string() }),
]);
export type Topic = Readonly<z.infer<typeof Topic>>;

/** Everything that can be explained: gates in their order, each followed by its rules, then the faults. */
export function topicsOf(gates: readonly Gate[]): readonly Topic[] {
  return [
    ...gates.flatMap((gate) => [gateTopic(gate), ...rulesOf(gate.id, gate.rules)]),
    ...rulesOf(configurationGateId, configurationRules),
    ...Object.entries(faultTexts).map(([name, text]): Topic => ({ kind: "fault", name, ...text })),
  ];
}

function gateTopic(gate: Gate): Topic {
  const settings: readonly SettingText[] = gateSettings(gate);
  return {
    kind: "gate",
    name: gate.id,
    title: gate.title,
    question: gate.question,
    settings: [...settings],
    rules: Object.keys(gate.rules),
    page: `docs/gates/${gate.id}.md`,
  };
}

function rulesOf(gate: string, rules: Gate["rules"]): readonly Topic[] {
  return Object.entries(rules).map(([name, { title, fix }]): Topic => ({ kind: "rule", name, gate, title, fix }));
}
