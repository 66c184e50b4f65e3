import type { LinterConfiguration, LinterProblem } from "./configuration.ts";
import { readContract } from "./contracts.ts";
import { readIniFile } from "./ini-file.ts";
import { nearestWord } from "./nearest-word.ts";
import { type OptionReader, optionReader } from "./option-reader.ts";
import { readTomlFile } from "./toml-file.ts";
import type { WrittenFile } from "./written.ts";

export type ParsedLinterFile =
  | { readonly kind: "configuration"; readonly configuration: LinterConfiguration }
  | { readonly kind: "invalid"; readonly problems: readonly [LinterProblem, ...LinterProblem[]] };

/** Files that other tools share, so that other sections are none of our business. */
const sharedFiles = ["setup.cfg", "tox.ini"];

/**
 * Reads a file that import-linter 2.12 reads, the kind of file by its name. Either all of it can be carried over, or
 * every problem is told; import-linter itself passes over what it does not know.
 */
export function parseLinterFile(path: string, text: string): ParsedLinterFile {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const written = file.endsWith(".toml") ? readTomlFile(text) : readIniFile(text, sharedFiles.includes(file));
  const problems: LinterProblem[] = [...written.problems];
  if (written.general === undefined) {
    if (problems.length === 0) problems.push({ line: 1, what: "there is no section [importlinter]." });
    return invalid(problems);
  }
  const { defaults } = written;
  const reader = optionReader(written.general, defaults, problems);
  const general = readGeneral(reader);
  const readers = written.contracts.map((section) => optionReader(section, defaults, problems));
  const contracts = readers.flatMap((contractReader) => {
    const contract = readContract(contractReader, general);
    return contract === undefined ? [] : [contract];
  });
  if (written.contracts.length === 0) {
    problems.push({ line: written.general.line, what: "there is no contract, so nothing would be checked." });
  }
  if (problems.length === 0 && !written.isShared) problems.push(...uselessDefaults(defaults, [reader, ...readers]));
  return problems.length > 0 ? invalid(problems) : { kind: "configuration", configuration: { ...general, contracts } };
}

/** In a file of its own, a default that no section takes is a mistake. */
function uselessDefaults(
  defaults: WrittenFile["defaults"],
  readers: readonly OptionReader[],
): readonly LinterProblem[] {
  const asked = new Set(readers.flatMap((reader) => reader.asked));
  return [...defaults]
    .filter(([key]) => !asked.has(key))
    .map(([key, { line }]) => ({
      line,
      what: `no section takes \`${key}\` from [DEFAULT].${nearestWord(key, [...asked])}`,
    }));
}

function invalid(problems: readonly LinterProblem[]): ParsedLinterFile {
  // What is wrong with a default is wrong once, however many sections inherit it.
  const different = new Map(problems.map((problem) => [`${problem.line}: ${problem.what}`, problem]));
  const [first = { line: 1, what: "the file cannot be read." }, ...others] = [...different.values()].toSorted(
    (a, b) => a.line - b.line,
  );
  return { kind: "invalid", problems: [first, ...others] };
}

function readGeneral(reader: OptionReader): Omit<LinterConfiguration, "contracts"> {
  const several = reader.has("root_packages");
  if (several && reader.has("root_package")) {
    reader.object(reader.lineOf("root_package"), "name either `root_package` or `root_packages`, not both.");
    reader.packages("root_package");
  }
  const general = {
    rootPackages: several ? reader.packages("root_packages") : reader.packages("root_package"),
    includeExternalPackages: reader.flag("include_external_packages", false),
    excludeTypeCheckingImports: reader.flag("exclude_type_checking_imports", false),
  };
  if (reader.names("contract_types").length > 0) {
    const what = "`contract_types` names Python code of your own, which Lanekeeper does not run.";
    reader.object(reader.lineOf("contract_types"), what);
  }
  reader.end("[importlinter]");
  return general;
}
