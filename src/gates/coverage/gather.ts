import { objectionToClaims } from "../../core/claims.ts";
import { completenessOf } from "../../core/completeness.ts";
import type { FoundReports } from "../../core/evidence.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import { requestsOf, requiredEntries } from "../../core/report-entries.ts";
import type { TreeEntry } from "../../core/repository.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import { carriedOver, onlyFlags, wantedFlags, withCarried } from "./carry.ts";
import { countCode } from "./count-code.ts";
import { cutShort, findBase, gatherBase } from "./gather-base.ts";
import { gatherFlaky, noFlakyLines } from "./gather-flaky.ts";
import { changedInMerge } from "./gather-merged.ts";
import { objectionToIdleRules } from "./idle-rules.ts";
import { measure } from "./measure.ts";
import type { CoverageFacts, CoverageSettings, Measured } from "./model.ts";
import { sortIntoModules } from "./modules.ts";
import { readTreeSettings } from "./read-tree-settings.ts";
import { deletedPaths, filesOf } from "./tree-paths.ts";
import { linesAfter } from "./unchanged-lines.ts";

/** Asks for the reports of head and, where a rule compares, of the merge base; waits while reports are missing. */
export async function gatherCoverage(settings: CoverageSettings, sources: Sources): Promise<Gathered<CoverageFacts>> {
  const { evidence, subject } = sources;
  const found = await evidence.head(coverageReports, requestsOf(settings.reports));
  const missing = wantedFlags(settings).filter((flag) => !found.reports.some((report) => report.flag === flag));
  const base = await findBase(settings, missing, sources);
  const carried = carriedOver(settings, missing, found, base, evidence.patience !== undefined);
  const expected = requiredEntries(settings.reports, carried);
  const state = completenessOf(found, expected, evidence.patience, settings["timeout-minutes"] * 60_000);
  if (state.kind !== "complete") return state;
  const objection = objectionToClaims(settings.claims, found, carried, subject);
  return objection ?? factsOf(settings, sources, { found, base, carried });
}

interface Found {
  readonly found: FoundReports<CoverageReport>;
  readonly base: FoundReports<CoverageReport> | undefined;
  readonly carried: readonly string[];
}

async function factsOf(
  settings: CoverageSettings,
  sources: Sources,
  { found, base, carried }: Found,
): Promise<Gathered<CoverageFacts>> {
  const { repository } = sources;
  const [changes, headTree, baseTree, merged] = await Promise.all([
    repository.changedLines(),
    repository.tree("head"),
    repository.tree("base"),
    changedInMerge(found, repository),
  ]);
  if (!changes.complete || !headTree.complete || !baseTree.complete) return unavailable(cutShort);
  const tree = await readTreeSettings(repository, baseTree.items, headTree.items, settings);
  const paths = filesOf(headTree.items);
  const maxUnresolved = settings["max-unresolved"];
  const excluded = matcherOf(settings.exclude);
  const onHead = { prefixes: tree.prefixes, paths, alsoInMerge: merged, maxUnresolved, isExcluded: excluded };
  const now = measure(found, onHead);
  if (now.kind === "unavailable") return now;
  const sides = sidesOf(found, base, carried);
  const before =
    base === undefined
      ? undefined
      : await gatherBase(onlyFlags(base, sides.base), carried, onHead, headTree.items, repository);
  if (before?.kind === "unavailable") return before;
  const isCounted = (path: string) => !excluded(path) && !tree.isGenerated(path);
  const deleted = deletedPaths(baseTree.items, headTree.items);
  const after = linesAfter(changes.items, deleted);
  const withAll = (measured: Measured) => onlyFiles(withCarried(measured, before?.carried, found.absence), isCounted);
  const shared = sides.onHead.length === 0 ? now : measure(onlyFlags(found, sides.head), onHead);
  const facts = {
    today: sources.today,
    head: withAll(now.measured),
    compared: withAll(shared.kind === "measured" ? shared.measured : now.measured).files,
    onOneSide: [...sides.onHead, ...sides.onBase],
    base: before === undefined ? undefined : onlyFiles(before.base, isCounted),
    paths: paths.filter(isCounted),
    changes: changes.items,
    deleted,
    linesOfCode: new Map<string, number>(),
    flaky: noFlakyLines,
    merged: merged.flatMap((path) => after.path(path) ?? []),
  };
  const flaky = before === undefined ? noFlakyLines : await gatherFlaky(settings, sources, facts, before.options);
  return withLinesOfCode(settings, sources, headTree.items, { ...facts, flaky });
}

/** Flags of either side that the other has, too, and those that only one has. What is carried forward is on both. */
function sidesOf({ reports }: Found["found"], base: Found["base"], carried: readonly string[]) {
  const head = [...new Set(reports.map(({ flag }) => flag))];
  const before = [...new Set(base?.reports.map(({ flag }) => flag))];
  const onHead = base === undefined ? [] : head.filter((flag) => !before.includes(flag));
  const onBase = before.filter((flag) => !head.includes(flag) && !carried.includes(flag));
  return {
    head: head.filter((flag) => !onHead.includes(flag)),
    base: before.filter((flag) => !onBase.includes(flag)),
    onHead,
    onBase,
  };
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
function onlyFiles<M extends Measured>(measured: M, isCounted: (path: string) => boolean): M {
  return { ...measured, files: new Map([...measured.files].filter(([path]) => isCounted(path))) };
}

function unavailable(because: string): Gathered<never> {
  return { kind: "unavailable", because };
}
