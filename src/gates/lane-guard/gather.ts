import type { Gathered, Sources } from "../../core/gate.ts";
import type { Change } from "../../core/repository.ts";
import { gatherAdopted } from "./gather-adopted.ts";
import type { LaneGuardFacts, LaneGuardSettings } from "./model.ts";
import type { PythonOptions } from "./python-tree.ts";
import { namingOf } from "./settings/naming.ts";
import { sourceTree } from "./source-tree.ts";

/** Asks for every Python file of both commits and reads the imports of those that are not known yet. */
export async function gatherLaneGuard(
  settings: LaneGuardSettings,
  { repository, today }: Sources,
): Promise<Gathered<LaneGuardFacts>> {
  const listings = await Promise.all([repository.changes(), repository.tree("base"), repository.tree("head")]);
  const [changes, baseTree, headTree] = listings;
  const withPaths = settings.contracts?.some((contract) => namingOf(contract) === "paths") === true;
  const extractor = sourceTree(pythonOptions(settings), withPaths);
  const [base, head] = [await repository.deriveTree(extractor, "base"), await repository.deriveTree(extractor, "head")];
  if (listings.some(({ complete }) => !complete) || base.kind === "cut-short" || head.kind === "cut-short") {
    return unavailable("The list of files was cut short, so imports of unlisted files are not known.");
  }
  const [then, now] = [base.value, head.value];
  if ((now.paths ?? now.python).files.length === 0) {
    return { kind: "not-applicable", because: withPaths ? "The repository has no source file." : noPython };
  }
  const missing = Math.max(...[then, now].map(({ python, paths }) => python.missing + (paths?.missing ?? 0)));
  if (missing > 0) {
    return unavailable(`${missing} source files are not in this clone. Fetch them, for example without --filter.`);
  }
  const adopted = await gatherAdopted(settings, repository, baseTree.items, headTree.items);
  if (adopted === "missing") return unavailable("A file that `adopt` names is not in this clone.");
  const paths = then.paths === undefined || now.paths === undefined ? undefined : { base: then.paths, head: now.paths };
  const touched = touchedFiles(changes.items);
  const facts = { base: then.python, head: now.python, paths, touched, adopted, today };
  return { kind: "facts", facts };
}

/** Whoever wrote `web` for a folder of TypeScript has to learn here that nothing is checked. */
const noPython =
  "The repository has no Python file, and every name of the contracts is that of a Python module. For folders of other languages, a contract says `names: paths`.";

function pythonOptions(settings: LaneGuardSettings): PythonOptions {
  const { stubs, notebooks } = settings;
  return { sourceRoots: settings["source-roots"], plugins: settings["plugin-lists"], stubs, notebooks };
}

function unavailable(because: string): Gathered<never> {
  return { kind: "unavailable", because };
}

function touchedFiles(changes: readonly Change[]): ReadonlyMap<string, string | undefined> {
  const touched = new Map<string, string | undefined>();
  for (const change of changes) {
    if (change.status !== "deleted")
      touched.set(change.path, change.status === "added" ? undefined : change.before.path);
  }
  return touched;
}
