import type { LinterConfiguration, LinterProblem } from "./configuration.ts";
import { readContract } from "./contracts.ts";
import { readIniFile } from "./ini-file.ts";
import { type OptionReader, optionReader } from "./option-reader.ts";
import { readTomlFile } from "./toml-file.ts";

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
  const general = readGeneral(optionReader(written.general, problems));
  const contracts = written.contracts.flatMap((section) => {
    const contract = readContract(optionReader(section, problems), general);
    return contract === undefined ? [] : [contract];
  });
  if (written.contracts.length === 0) {
    problems.push({ line: written.general.line, what: "there is no contract, so nothing would be checked." });
  }
  return problems.length > 0 ? invalid(problems) : { kind: "configuration", configuration: { ...general, contracts } };
}

function invalid(problems: readonly LinterProblem[]): ParsedLinterFile {
  const [first = { line: 1, what: "the file cannot be read." }, ...others] = problems.toSorted(
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
