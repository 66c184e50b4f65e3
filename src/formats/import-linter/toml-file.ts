import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import type { LinterProblem } from "./configuration.ts";
import { nearestWord } from "./nearest-word.ts";
import { type SectionLines, tomlLines } from "./toml-lines.ts";
import type { WrittenFile, WrittenOption, WrittenSection } from "./written.ts";

/** Other tools have tables of their own, and none inherits anything. */
const noDefaults = { defaults: new Map<string, never>(), isShared: true } as const;

/** Finds import-linter's part of a `pyproject.toml`. */
export function readTomlFile(text: string): WrittenFile {
  let document: TomlTable;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n")[0] ?? "";
    return nothing({
      line: error.line,
      what: `the file is not TOML: ${reason.replace("Invalid TOML document: ", "")}.`,
    });
  }
  const tool = isTable(document["tool"]) ? document["tool"] : {};
  const ours = tool["importlinter"];
  const lines = tomlLines(text);
  if (!isTable(ours)) return nothing(missingTable(document, tool, text));

  const problems: LinterProblem[] = [];
  const { contracts = [], ...general } = ours;
  if (!Array.isArray(contracts) || !contracts.every(isTable)) {
    return nothing({
      line: lines.general.keys.get("contracts") ?? lines.general.line,
      what: "`contracts` has to be a list of tables: [[tool.importlinter.contracts]].",
    });
  }
  const sections = {
    general: sectionOf(general, lines.general, problems),
    contracts: contracts.map((contract, index) =>
      sectionOf(contract, lines.contracts[index] ?? lines.general, problems),
    ),
  };
  return problems.length > 0
    ? { general: undefined, contracts: [], problems, ...noDefaults }
    : { ...sections, problems, ...noDefaults };
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}

function nothing(problem: LinterProblem): WrittenFile {
  return { general: undefined, contracts: [], problems: [problem], ...noDefaults };
}

function missingTable(document: TomlTable, tool: TomlTable, text: string): LinterProblem {
  const names = [...Object.keys(tool).map((name) => `tool.${name}`), ...Object.keys(document)];
  const near = names.find((name) => /import[^a-z]?linter/i.test(name));
  const line = near === undefined ? 1 : text.split("\n").findIndex((one) => one.includes(`[${near}`)) + 1;
  const instead = near === undefined ? "" : ` Did you mean it by [${near}]?`;
  return { line: Math.max(1, line), what: `there is no table [tool.importlinter].${instead}` };
}

function sectionOf(table: TomlTable, lines: SectionLines, problems: LinterProblem[]): WrittenSection {
  const options = new Map<string, WrittenOption>();
  for (const [key, value] of Object.entries(table)) {
    const line = lines.keys.get(key) ?? lines.line;
    const items = textsOf(value);
    if (items === undefined) {
      const kinds = "a text, a number, true, false or a list of texts";
      problems.push({ line, what: `\`${key}\` has to be ${kinds}.${nearestWord(key, ["contracts"])}` });
    } else {
      const written = items.map((text) => ({ text: text.trim(), line: lines.itemLine(key, text) ?? line }));
      options.set(key, { line, single: !Array.isArray(value), items: written.filter(({ text }) => text !== "") });
    }
  }
  return { line: lines.line, options };
}

function textsOf(value: TomlValue): readonly string[] | undefined {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? value : undefined;
  return typeof value === "object" ? undefined : [String(value)];
}
