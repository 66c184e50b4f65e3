import { z } from "zod";
import { configurationPath } from "../core/configuration-path.ts";
import type { Gate } from "../core/gate.ts";
import { Mode } from "../core/report.ts";
import { decode, maxYamlBytes } from "../formats/yaml/decode.ts";
import { explainIssues } from "../formats/yaml/explain-issues.ts";
import { wordsOf } from "../formats/yaml/issue-words.ts";
import { readYaml } from "../formats/yaml/read-yaml.ts";
import { type MapNode, plainValue, type YamlNode } from "../formats/yaml/yaml-node.ts";
import type { Configuration, ConfiguredGate } from "./configuration.ts";
import { configurationJsonSchema } from "./json-schema.ts";
import { type Findings, findingsOf, type Problem, wholeFileFinding } from "./problem.ts";
import { configurationSchema, defaultMode } from "./schema.ts";
import { fillEmptyGates, gatesProblem, versionProblem } from "./top-level.ts";

export type ParsedConfiguration =
  | { readonly kind: "configuration"; readonly configuration: Configuration }
  | { readonly kind: "invalid"; readonly findings: Findings };

/**
 * Reads a configuration for these gates. Either all of it is understood, or it is invalid with every problem at
 * once. `path` is what findings call the file. The content may be hostile: time and memory are bounded.
 */
export function parseConfiguration(
  content: Uint8Array | string,
  gates: readonly Gate[],
  path: string = configurationPath,
): ParsedConfiguration {
  const decoded = decode(content);
  if (decoded.kind === "too-large") return { kind: "invalid", findings: [tooLargeFinding(path, decoded.bytes)] };
  if (decoded.kind === "not-utf-8") {
    return invalid(path, { rule: "not-yaml", at: decoded.at, what: "the file is not UTF-8 text." });
  }
  const read = readYaml(decoded.text);
  if (read.kind === "broken") return invalid(path, ...read.problems);
  if (read.kind === "empty") {
    return { kind: "invalid", findings: [wholeFileFinding(path, "no-gates", "The file has no content.")] };
  }
  return checkDocument(read.root, gates, path);
}

export function tooLargeFinding(path: string, bytes: number): Findings[0] {
  const what = `The file has ${bytes} bytes; at most ${maxYamlBytes} are read.`;
  return wholeFileFinding(path, "too-large", what);
}

function invalid(path: string, first: Problem, ...others: readonly Problem[]): ParsedConfiguration {
  return { kind: "invalid", findings: findingsOf(path, first, ...others) };
}

function checkDocument(root: YamlNode, gates: readonly Gate[], path: string): ParsedConfiguration {
  if (root.kind !== "map") {
    const what = "the file has to be a group of keys: `version`, `mode` and `gates`.";
    return invalid(path, { rule: "invalid-value", at: root.at, what });
  }
  const version = versionProblem(root);
  if (version !== undefined) return invalid(path, version);

  const filled = fillEmptyGates(root);
  const written = plainValue(filled);
  const checked = configurationSchema(gates).safeParse(written, { error: wordsOf });
  const [first, ...others] = problemsOf(filled, gates, checked.success ? [] : checked.error.issues);
  if (first !== undefined) return invalid(path, first, ...others);
  return { kind: "configuration", configuration: configurationOf(written, gates) };
}

function problemsOf(root: MapNode, gates: readonly Gate[], issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  const gateless = gatesProblem(root);
  const about = gateless === undefined ? issues : issues.filter((issue) => issue.path[0] !== "gates");
  const explained = about.length === 0 ? [] : explainIssues(root, configurationJsonSchema(gates), about);
  return gateless === undefined ? explained : [gateless, ...explained];
}

/** What was checked before, as it was written. A gate gets its settings without what is not its own: `mode`. */
const Written = z.object({
  mode: Mode.default(defaultMode),
  gates: z.record(z.string(), z.looseObject({ mode: Mode.optional() })),
});

function configurationOf(written: unknown, gates: readonly Gate[]): Configuration {
  const { mode: general, gates: named } = Written.parse(written);
  const configured = gates.flatMap((gate): readonly ConfiguredGate[] => {
    const settingsAndMode = named[gate.id];
    if (settingsAndMode === undefined) return [];
    const { mode, ...settings } = settingsAndMode;
    return [{ gate, mode: mode ?? general, settings }];
  });
  return { mode: general, gates: configured };
}
