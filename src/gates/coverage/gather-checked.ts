import type { Gathered, Sources } from "../../core/gate.ts";
import { flaggedName } from "../../core/report-name.ts";
import type { RepositorySource } from "../../core/repository.ts";
import { beyondEnd } from "./beyond-end.ts";
import { gatherCoverage } from "./gather.ts";
import { lineCounts } from "./line-counts.ts";
import type { CoverageFacts, CoverageSettings, MeasuredReport } from "./model.ts";

/** So many changed files are read to count their lines, and so many others: a report of another commit shows in a few. */
const maxChanged = 2_000;
const maxOthers = 300;

/** What is gathered of reports that can be of this commit, as far as the lengths of its files tell. */
export async function gatherChecked(settings: CoverageSettings, sources: Sources): Promise<Gathered<CoverageFacts>> {
  const gathered = await gatherCoverage(settings, sources);
  if (gathered.kind !== "facts") return gathered;
  const { facts } = gathered;
  const { head } = facts;
  const known = {
    lengths: await lengthsOf(pathsToCheck(facts), sources.repository),
    judged: new Set(settings["changed-lines"] === undefined ? [] : facts.changes.map(({ path }) => path)),
    maxUnresolved: settings["max-unresolved"],
  };
  const used: MeasuredReport[] = [];
  for (const report of head.used) {
    const beyond = report.carried ? ({ kind: "none" } as const) : beyondEnd(report, known);
    if (beyond.kind === "too-many") return { kind: "unavailable", because: `${flaggedName(report)}: ${beyond.what}` };
    used.push(beyond.kind === "none" ? report : { ...report, remarks: [...report.remarks, beyond.what] });
  }
  return { kind: "facts", facts: { ...facts, head: { ...head, used } } };
}

/** Files that count and that the base has not changed, too: those are longer or shorter in the merge that was tested. */
function pathsToCheck({ head, changes, merged }: CoverageFacts): readonly string[] {
  const last = new Map<string, number>();
  for (const { carried, extents } of head.used) {
    if (carried) continue;
    for (const [path, extent] of extents) {
      if (head.files.has(path)) last.set(path, Math.max(extent.last, last.get(path) ?? 0));
    }
  }
  for (const path of merged) last.delete(path);
  const furthestFirst = [...last.keys()].toSorted((one, other) => (last.get(other) ?? 0) - (last.get(one) ?? 0));
  const changed = new Set(changes.map(({ path }) => path));
  return [
    ...furthestFirst.filter((path) => changed.has(path)).slice(0, maxChanged),
    ...furthestFirst.filter((path) => !changed.has(path)).slice(0, maxOthers),
  ];
}

/** What cannot be read has no length that is known. */
async function lengthsOf(
  paths: readonly string[],
  repository: Pick<RepositorySource, "tree" | "derive">,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(paths);
  const entries = (await repository.tree("head")).items.filter(({ path }) => wanted.has(path));
  const counts = await repository.derive(
    lineCounts,
    entries.map(({ id }) => id),
  );
  return new Map(
    entries.flatMap(({ path, id }): [string, number][] => {
      const count = counts.get(id);
      return count?.kind === "value" && count.value !== undefined ? [[path, count.value]] : [];
    }),
  );
}
