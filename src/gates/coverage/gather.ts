import { completenessOf } from "../../core/completeness.ts";
import type { FoundReports } from "../../core/evidence.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import { carriedOver, onlyFlags, withCarried } from "./carry.ts";
import { objectionToClaims } from "./claims.ts";
import { countCode } from "./count-code.ts";
import { gatherFlaky, noFlakyLines } from "./gather-flaky.ts";
import { objectionToIdleRules } from "./idle-rules.ts";
import { measure } from "./measure.ts";
import type { CoverageFacts, CoverageSettings, Measured } from "./model.ts";
import { sortIntoModules } from "./modules.ts";
import { readTreeSettings } from "./read-tree-settings.ts";
import { carriedFlags, requestsOf, requiredFlags } from "./requests.ts";
import { type LinesAfter, linesAfter } from "./unchanged-lines.ts";

/** Asks for the reports of head and, where a rule compares, of the merge base; waits while reports are missing. */
export async function gatherCoverage(settings: CoverageSettings, sources: Sources): Promise<Gathered<CoverageFacts>> {
  const { repository, evidence, subject } = sources;
  const found = await evidence.head(coverageReports, requestsOf(settings));
  const missing = requiredFlags(settings).filter((flag) => !found.reports.some((report) => report.flag === flag));
  const base = wantsBase(settings, missing) ? await baseReports(settings, sources) : undefined;
  const carried = carriedOver(settings, missing, found, base, evidence.patience !== undefined);
  const expected = requiredFlags(settings).filter((flag) => !carried.includes(flag));
  const state = completenessOf(found, expected, evidence.patience, settings["timeout-minutes"] * 60_000);
  if (state.kind !== "complete") return state;
  const objection = objectionToClaims(settings.claims, found.reports, subject);
  if (objection !== undefined) return objection;

  const [changes, headTree, baseTree] = await Promise.all([
    repository.changedLines(),
    repository.tree("head"),
    repository.tree("base"),
  ]);
  if (!changes.complete || !headTree.complete || !baseTree.complete) {
    return unavailable("The list of files or of changed lines was cut short, so what is covered cannot be told.");
  }
  const tree = await readTreeSettings(repository, baseTree.items, headTree.items, settings);
  const now = measure(found, { ...tree, paths: pathsOf(headTree.items), maxUnresolved: settings["max-unresolved"] });
  if (now.kind === "unavailable") return now;
  const onBase = { ...tree, paths: pathsOf(baseTree.items), maxUnresolved: 100 };
  const then = base === undefined ? undefined : measure(base, onBase);
  if (then?.kind === "unavailable") return unavailable(`Of the merge base: ${then.because}`);
  const deleted = deletedPaths(baseTree.items, headTree.items);
  const standIn = base === undefined || carried.length === 0 ? undefined : measure(onlyFlags(base, carried), onBase);
  const excluded = matcherOf(settings.exclude);
  const isCounted = (path: string) => !excluded(path) && !tree.isGenerated(path);
  const facts = {
    today: sources.today,
    head: onlyFiles(withCarried(now.measured, standIn, { changes: changes.items, deleted }), isCounted),
    base: then === undefined ? undefined : onlyFiles(then.measured, isCounted),
    paths: pathsOf(headTree.items).filter(isCounted),
    changes: changes.items,
    linesOfCode: new Map<string, number>(),
    deleted,
    flaky: noFlakyLines,
    merged: await mergedFiles(found, repository, linesAfter(changes.items, deleted)),
  };
  const flaky = await gatherFlaky(settings, sources, facts, onBase);
  return withLinesOfCode(settings, sources, headTree.items, { ...facts, flaky });
}

/** A workflow on `pull_request` tests the merge of head and base, whose lines need not be those of head. */
async function mergedFiles(
  { reports }: FoundReports<CoverageReport>,
  repository: Pick<RepositorySource, "changedOnBase">,
  after: LinesAfter,
): Promise<readonly string[]> {
  const ofMerge = ({ origin }: (typeof reports)[number]) =>
    origin.kind !== "file" && origin.event.startsWith("pull_request");
  if (!reports.some(ofMerge)) return [];
  const changed = await repository.changedOnBase();
  return changed.items.flatMap((path) => after.path(path) ?? []);
}

async function withLinesOfCode(
  settings: CoverageSettings,
  { repository }: Sources,
  tree: readonly TreeEntry[],
  facts: CoverageFacts,
): Promise<Gathered<CoverageFacts>> {
  const idle = objectionToIdleRules(settings, facts);
  if (idle !== undefined) return unavailable(idle);
  if (settings.unmeasured === "listed") return { kind: "facts", facts };
  const unmeasured = sortIntoModules(settings, facts).flatMap((module) => module.unmeasured);
  const code = await countCode(repository, tree, unmeasured);
  return code.kind === "unavailable" ? code : { kind: "facts", facts: { ...facts, linesOfCode: code.lines } };
}

/** What is excluded counts in neither commit: otherwise different sets of files would be compared. */
function onlyFiles(measured: Measured, isCounted: (path: string) => boolean): Measured {
  return { ...measured, files: new Map([...measured.files].filter(([path]) => isCounted(path))) };
}

function unavailable(because: string): Gathered<never> {
  return { kind: "unavailable", because };
}

function wantsBase(settings: CoverageSettings, missing: readonly string[]): boolean {
  if (settings["max-drop"] !== undefined || carriedFlags(settings, missing).length > 0) return true;
  const modules = Array.isArray(settings.modules)
    ? settings.modules
    : Object.values(settings.modules).map((threshold) => ({ threshold, "max-drop": undefined }));
  return modules.some((module) => module.threshold === "base" || module["max-drop"] !== undefined);
}

function baseReports(
  settings: CoverageSettings,
  { evidence }: Sources,
): Promise<FoundReports<CoverageReport> | undefined> {
  return evidence.base(coverageReports, requestsOf(settings), requiredFlags(settings));
}

function pathsOf(entries: readonly TreeEntry[]): readonly string[] {
  return entries.filter(({ kind }) => kind === "file" || kind === "executable").map(({ path }) => path);
}

function deletedPaths(base: readonly TreeEntry[], head: readonly TreeEntry[]): readonly string[] {
  const kept = new Set(head.map(({ path }) => path));
  return base.filter(({ path }) => !kept.has(path)).map(({ path }) => path);
}
