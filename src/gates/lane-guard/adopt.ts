import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { type ParsedLinterFile, parseLinterFile } from "../../formats/import-linter/parse.ts";
import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import { contractOf } from "./adopted-contract.ts";
import type { JudgedContract } from "./judged-contract.ts";
import type { AdoptedFile } from "./model.ts";
import { nearestTo } from "./names.ts";
import { laneGuardRules } from "./rules.ts";

export interface Adopted {
  readonly contracts: readonly JudgedContract[];
  readonly findings: readonly Finding[];
}

/** More problems of one file would drown the reader. */
const maxProblems = 50;

/** The contracts of all files that are adopted, and what is wrong with the others. */
export function adoptedContracts(files: readonly AdoptedFile[], head: ImportGraph): Adopted {
  const each = files.map((file) => adoptFile(file, head));
  return {
    contracts: each.flatMap(({ contracts }) => contracts),
    findings: each.flatMap(({ findings }) => findings),
  };
}

function adoptFile(file: AdoptedFile, head: ImportGraph): Adopted {
  const { path, content } = file;
  if (content.kind !== "text")
    return {
      contracts: [],
      findings: [{ ...problemFinding(file, undefined, missing[content.kind]), fix: fixes[content.kind] }],
    };
  const parsed = parseLinterFile(path, content.text);
  if (parsed.kind === "invalid") return { contracts: [], findings: problemFindings(file, parsed.problems) };
  const { rootPackages, includeExternalPackages, excludeTypeCheckingImports, contracts } = parsed.configuration;
  const scope = { roots: rootPackages, externals: includeExternalPackages };
  return {
    contracts: contracts.map((contract) => ({
      contract: contractOf(contract, excludeTypeCheckingImports),
      scope,
      file: path,
      ...originOf(file, contract.line),
    })),
    findings: rootPackages.flatMap((root) => unknownRoot(file, head, root)),
  };
}

type Texts = Readonly<Record<Exclude<AdoptedFile["content"]["kind"], "text">, string>>;

const missing: Texts = {
  absent: "the merge base has no such file. If it was added since, bring the branch up to date",
  link: "in the merge base, this is a symbolic link, and those are not followed",
  "no-file": "in the merge base, this is no file",
  "too-large": "the file is too large for a configuration",
  "not-utf-8": "the file is not UTF-8 text",
};

const fixes: Texts = {
  absent: "Bring the branch up to date, or correct the path in `adopt`.",
  link: "Name the file that the link leads to in `adopt`, or commit the file itself in the place of the link.",
  "no-file": "Name a file in `adopt`.",
  "too-large": "Name the configuration itself in `adopt`, or make it smaller.",
  "not-utf-8": "Save the file as UTF-8.",
};

type Problems = Extract<ParsedLinterFile, { readonly kind: "invalid" }>["problems"];

function problemFindings(file: AdoptedFile, problems: Problems): readonly Finding[] {
  const shown = problems.slice(0, maxProblems).map(({ line, what }) => problemFinding(file, line, what));
  const hidden = problems.length - shown.length;
  return hidden > 0
    ? [...shown, problemFinding(file, undefined, `there are ${countOf(hidden, "more problem")}`)]
    : shown;
}

function problemFinding(file: AdoptedFile, line: number | undefined, what: string): Finding {
  const place = line === undefined ? file.path : `${file.path}, line ${line}`;
  const { origin: at } = originOf(file, line);
  return {
    rule: "adopted-configuration",
    what: `${place}: ${what.replace(/([^.!?])$/, "$1.")}`,
    why: "A contract that is only half understood would be half kept, and nobody would notice.",
    fix: laneGuardRules["adopted-configuration"].fix,
    ...(at === undefined ? {} : { at }),
  };
}

/** A place in head: without the line when head has another version, and nowhere when it has none. */
function originOf({ path, inHead }: AdoptedFile, line: number | undefined): Pick<JudgedContract, "origin"> {
  if (inHead === "absent") return {};
  return { origin: line === undefined || inHead === "other" ? { path } : { path, firstLine: line } };
}

function unknownRoot(file: AdoptedFile, head: ImportGraph, root: string): readonly Finding[] {
  if (head.table.byName.has(root)) return [];
  const { origin: at } = originOf(file, undefined);
  return [
    {
      rule: "unknown-module",
      what: `${file.path} is about the root package ${root}, and the repository has no such Python package.${nearestTo(head, root)}`,
      why: "Contracts about nothing never object, and nobody notices.",
      fix: "Correct the name, or name the folder that the package is in under `source-roots`.",
      ...(at === undefined ? {} : { at }),
    },
  ];
}
