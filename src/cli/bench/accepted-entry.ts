import { insertLines, leadingOf, linesOf, rootOf, withFirstItem } from "../../formats/yaml/edit.ts";
import { nodeAt } from "../../formats/yaml/yaml-node.ts";

const gatePath = ["gates", "benchmarks"] as const;

/**
 * A configuration with one more entry in `gates.benchmarks.accepted`; every other byte stays. Undefined where it is not written in
 * lines of its own, as `key: { … }` or `[ … ]` are not.
 */
export function withAccepted(text: string, entry: Readonly<Record<string, string>>): string | undefined {
  const pairs = Object.entries(entry).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const item = `{ ${pairs.join(", ")} }`;
  const root = rootOf(text);
  const gate = root === undefined ? undefined : nodeAt(root, gatePath);
  if (gate?.kind !== "map") return undefined;
  if (gate.entries.has("accepted")) return withFirstItem(text, [...gatePath, "accepted"], [item]);
  const [first] = [...gate.entries.values()];
  if (first === undefined) return undefined;
  const { line, column } = first.keyAt;
  const indent = leadingOf(linesOf(text), line);
  // In braces the first key stands behind something else.
  if (indent.length !== column - 1) return undefined;
  return insertLines(text, line, [`${indent}accepted:`, `${indent}  - ${item}`]);
}
