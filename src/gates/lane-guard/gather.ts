import type { Gathered, Sources } from "../../core/gate.ts";
import type { Change } from "../../core/repository.ts";
import { gatherAdopted } from "./gather-adopted.ts";
import type { LaneGuardFacts, LaneGuardSettings } from "./model.ts";
import { isPython, pythonTree } from "./python-tree.ts";

/** Asks for every Python file of both commits and reads the imports of those that are not known yet. */
export async function gatherLaneGuard(
  settings: LaneGuardSettings,
  { repository }: Sources,
): Promise<Gathered<LaneGuardFacts>> {
  const listings = await Promise.all([repository.changes(), repository.tree("base"), repository.tree("head")]);
  const [changes, baseTree, headTree] = listings;
  const extractor = pythonTree(settings["source-roots"]);
  const [base, head] = [await repository.deriveTree(extractor, "base"), await repository.deriveTree(extractor, "head")];
  if (listings.some(({ complete }) => !complete) || base.kind === "cut-short" || head.kind === "cut-short") {
    return unavailable("The list of files was cut short, so imports of unlisted files are not known.");
  }
  if (head.value.files.length === 0) return { kind: "not-applicable", because: "The repository has no Python file." };
  const missing = Math.max(base.value.missing, head.value.missing);
  if (missing > 0) {
    return unavailable(`${missing} Python files are not in this clone. Fetch them, for example without --filter.`);
  }
  const adopted = await gatherAdopted(settings, repository, baseTree.items, headTree.items);
  if (adopted === "missing") return unavailable("A file that `adopt` names is not in this clone.");
  const facts = { base: base.value, head: head.value, touched: touchedFiles(changes.items), adopted };
  return { kind: "facts", facts };
}

function unavailable(because: string): Gathered<never> {
  return { kind: "unavailable", because };
}

function touchedFiles(changes: readonly Change[]): ReadonlyMap<string, string | undefined> {
  const touched = new Map<string, string | undefined>();
  for (const change of changes) {
    if (change.status === "deleted" || !isPython(change.after)) continue;
    const before = change.status === "added" || !isPython(change.before) ? undefined : change.before.path;
    touched.set(change.path, before);
  }
  return touched;
}
