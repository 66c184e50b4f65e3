import { readYaml } from "../../formats/yaml/read-yaml.ts";
import { nodeAt } from "../../formats/yaml/yaml-node.ts";

/**
 * A configuration with one more entry in `gates.benchmarks.accepted`; every other byte stays. Undefined where it is not written in
 * lines of its own, as `key: { … }` or `[ … ]` are not.
 */
export function withAccepted(text: string, entry: Readonly<Record<string, string>>): string | undefined {
  const read = readYaml(text);
  if (read.kind !== "document") return undefined;
  const place = placeIn(read.root, text.split(/\r\n?|\n/));
  if (place === undefined) return undefined;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const pairs = Object.entries(entry).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const added = [...place.above, `${place.indent}- { ${pairs.join(", ")} }`].map((line) => `${line}${end}`).join("");
  return insertBefore(text, place.line, added);
}

interface Place {
  /** 1-based: the entry is written before this one. */
  readonly line: number;
  readonly indent: string;
  /** What has to stand above the entry, where it is the first. */
  readonly above: readonly string[];
}

function placeIn(root: Parameters<typeof nodeAt>[0], lines: readonly string[]): Place | undefined {
  const gate = nodeAt(root, ["gates", "benchmarks"]);
  if (gate?.kind !== "map") return undefined;
  const accepted = gate.entries.get("accepted")?.node;
  if (accepted === undefined) {
    const [first] = [...gate.entries.values()];
    const indent = leading(lines, first?.keyAt.line);
    // In braces the first key stands behind something else.
    if (first === undefined || indent?.length !== first.keyAt.column - 1) return undefined;
    return { line: first.keyAt.line, indent: `${indent}  `, above: [`${indent}accepted:`] };
  }
  const [item] = accepted.kind === "list" ? accepted.items : [];
  const indent = leading(lines, item?.at.line);
  if (item === undefined || indent === undefined) return undefined;
  const isOwnLine = /^\s*- /.test(lines[item.at.line - 1] ?? "");
  return isOwnLine ? { line: item.at.line, indent, above: [] } : undefined;
}

function leading(lines: readonly string[], line: number | undefined): string | undefined {
  return line === undefined ? undefined : /^ */.exec(lines[line - 1] ?? "")?.[0];
}

function insertBefore(text: string, line: number, added: string): string {
  const starts = [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (found) => found.index + found[0].length)];
  const at = starts[line - 1] ?? text.length;
  return text.slice(0, at) + added + text.slice(at);
}
