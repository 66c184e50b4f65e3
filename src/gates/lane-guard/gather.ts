import { countOf } from "../../core/count-of.ts";
import type { Gathered, TreeSources } from "../../core/gate.ts";
import type { Change } from "../../core/repository.ts";
import { gatherAdopted } from "./gather-adopted.ts";
import type { LaneGuardFacts, LaneGuardSettings } from "./model.ts";
import type { PythonOptions } from "./python-tree.ts";
import { namingOf } from "./settings/naming.ts";
import { missingIn, sourceTree } from "./source-tree.ts";

/** Asks what each file of both commits imports: every Python file and, where contracts name paths, every source. */
export async function gatherLaneGuard(
  settings: LaneGuardSettings,
  { repository, today }: TreeSources,
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
  const missing = Math.max(missingIn(then), missingIn(now));
  if (missing > 0) {
    const what = `${countOf(missing, "file")} with imports, or with what says where imports lead,`;
    return unavailable(`${what} ${missing === 1 ? "is" : "are"} not in this clone. Fetch without --filter.`);
  }
  const adopted = await gatherAdopted(settings, repository, baseTree.items, headTree.items);
  if (adopted === "missing") return unavailable("A file that `adopt` names is not in this clone.");
  const paths = then.paths === undefined || now.paths === undefined ? undefined : { base: then.paths, head: now.paths };
  const touched = touchedFiles(changes.items);
  const symbolicLinks = now.symbolicLinks.toSources;
  return {
    kind: "facts",
    facts: { base: then.python, head: now.python, paths, touched, adopted, symbolicLinks, today },
  };
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
