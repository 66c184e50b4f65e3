import { hasWildcard, moduleExpression, objectionToImport, objectionToModule } from "../imports/graph/expression.ts";
import { objectionToLayer } from "../imports/graph/layer.ts";
import type { LinterProblem } from "./configuration.ts";
import { nearestWord } from "./nearest-word.ts";
import type { WrittenFile, WrittenItem, WrittenOption, WrittenSection } from "./written.ts";

/** Asks a section for its options. What is wrong is remembered, and whatever was never asked for is unknown. */
export interface OptionReader {
  readonly line: number;
  /** The options that it was asked for, whether it has them or not. */
  readonly asked: readonly string[];
  readonly has: (key: string) => boolean;
  /** Where an option stands, or else its section. */
  readonly lineOf: (key: string) => number;
  readonly object: (line: number, what: string) => void;
  readonly text: (key: string, required: "required" | "optional") => string;
  readonly flag: (key: string, otherwise: boolean) => boolean;
  readonly count: (key: string, otherwise: number) => number;
  readonly choice: <T extends string>(key: string, choices: readonly T[], otherwise: T) => T;
  readonly modules: (key: string, need: Need) => readonly string[];
  readonly packages: (key: string) => readonly string[];
  readonly imports: (key: string) => readonly string[];
  readonly layers: (key: string) => readonly string[];
  readonly names: (key: string) => readonly string[];
  /** Objects to all options that were not asked for. */
  readonly end: (what: string) => void;
}

/** Whether a list may be left out, may be empty, or must name something. */
type Need = "something" | "present" | "optional";

const maxDepth = 1_000;

export function optionReader(
  section: WrittenSection,
  defaults: WrittenFile["defaults"],
  problems: LinterProblem[],
): OptionReader {
  const known: string[] = [];
  const find = (key: string): WrittenOption | undefined => section.options.get(key) ?? defaults.get(key);
  const take = (key: string): WrittenOption | undefined => {
    known.push(key);
    if (!section.options.has(key)) problems.push(...(defaults.get(key)?.problems ?? []));
    return find(key);
  };
  const object = (line: number, what: string) => void problems.push({ line, what });
  return {
    line: section.line,
    asked: known,
    has: (key) => find(key) !== undefined,
    lineOf: (key) => find(key)?.line ?? section.line,
    object,
    ...valueReaders(section, (key) => find(key) !== undefined, take, object),
    ...listReaders(section, take, object),
    end(what) {
      for (const [key, { line }] of section.options) {
        if (!known.includes(key)) object(line, `\`${key}\` is no option of ${what}.${nearestWord(key, known)}`);
      }
    },
  };
}

type Take = (key: string) => WrittenOption | undefined;

function valueReaders(section: WrittenSection, has: OptionReader["has"], take: Take, object: OptionReader["object"]) {
  const single = (key: string): WrittenItem | undefined => {
    const option = take(key);
    const [item] = option?.items ?? [];
    if (option === undefined || (option.single && item !== undefined)) return item;
    object(option.line, `\`${key}\` has to be one value.`);
    return undefined;
  };
  const readers: Pick<OptionReader, "text" | "flag" | "count" | "choice"> = {
    text(key, required) {
      const item = single(key);
      if (required === "required" && !has(key)) object(section.line, `\`${key}\` is missing.`);
      return item?.text ?? "";
    },
    flag(key, otherwise) {
      const item = single(key);
      if (item === undefined) return otherwise;
      const text = item.text.toLowerCase();
      if (text !== "true" && text !== "false") object(item.line, `\`${key}\` has to be True or False.`);
      return text === "true";
    },
    count(key, otherwise) {
      const item = single(key);
      if (item === undefined) return otherwise;
      if (/^\d{1,4}$/.test(item.text) && Number(item.text) <= maxDepth) return Number(item.text);
      object(item.line, `\`${key}\` has to be a whole number from 0 to ${maxDepth}.`);
      return otherwise;
    },
    choice(key, choices, otherwise) {
      // Nothing behind the option means its default.
      const item = take(key)?.items.length === 0 ? undefined : single(key);
      const chosen = choices.find((choice) => choice === item?.text);
      if (item === undefined || chosen !== undefined) return chosen ?? otherwise;
      object(item.line, `\`${key}\` has to be ${choices.join(", ")}.${nearestWord(item.text, choices)}`);
      return otherwise;
    },
  };
  return readers;
}

function listReaders(section: WrittenSection, take: Take, object: OptionReader["object"]) {
  const list = (key: string, need: Need, objectionTo: (text: string) => string | undefined) => {
    const option = take(key);
    if (option === undefined && need !== "optional") object(section.line, `\`${key}\` is missing.`);
    if (option?.items.length === 0 && need === "something") object(option.line, `\`${key}\` names nothing.`);
    for (const { text, line } of option?.items ?? []) {
      const objection = objectionTo(text);
      if (objection !== undefined) object(line, `\`${text}\` in \`${key}\`: ${objection}.`);
    }
    return [...new Set((option?.items ?? []).map(({ text }) => text))];
  };
  const readers: Pick<OptionReader, "modules" | "packages" | "imports" | "layers" | "names"> = {
    modules: (key, need) => list(key, need, objectionToModule),
    packages: (key) => list(key, "something", objectionToPackage),
    imports: (key) => list(key, "optional", (text) => objectionToImport(text)),
    layers: (key) => list(key, "something", (text) => objectionToLayer(text)),
    names: (key) => list(key, "optional", () => undefined),
  };
  return readers;
}

function objectionToPackage(text: string): string | undefined {
  if (text === ".") return "Name the package itself; a folder is none";
  return (
    objectionToModule(text) ?? (hasWildcard(moduleExpression(text)) ? "A root package has no wildcard" : undefined)
  );
}
