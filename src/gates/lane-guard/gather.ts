import type { Gathered, Sources } from "../../core/gate.ts";
import type { Change, Derived, TreeEntry } from "../../core/repository.ts";
import { pythonImports } from "../../formats/imports/python/extractor.ts";
import type { PythonImports } from "../../formats/imports/python/imports.ts";
import { gatherAdopted } from "./gather-adopted.ts";
import type { LaneGuardFacts, LaneGuardSettings, PythonFile } from "./model.ts";

/** Asks for every Python file of both commits and reads the imports of those that are not known yet. */
export async function gatherLaneGuard(
  settings: LaneGuardSettings,
  { repository }: Sources,
): Promise<Gathered<LaneGuardFacts>> {
  const listings = await Promise.all([repository.changes(), repository.tree("base"), repository.tree("head")]);
  const [changes, baseTree, headTree] = listings;
  if (listings.some((listing) => !listing.complete)) {
    return unavailable("The list of files was cut short, so imports of unlisted files are not known.");
  }
  const base = baseTree.items.filter(isPython);
  const head = headTree.items.filter(isPython);
  if (head.length === 0) return { kind: "not-applicable", because: "The repository has no Python file." };

  const ids = new Set(base.map((entry) => entry.id));
  for (const entry of head) ids.add(entry.id);
  const derived = await repository.derive(pythonImports, [...ids]);
  const missing = [...ids].filter((id) => (derived.get(id)?.kind ?? "missing") === "missing").length;
  if (missing > 0) {
    return unavailable(`${missing} Python files are not in this clone. Fetch them, for example without --filter.`);
  }
  const adopted = await gatherAdopted(settings, repository, baseTree.items, headTree.items);
  if (adopted === "missing") return unavailable("A file that `adopt` names is not in this clone.");
  const known = new Map<string, PythonFile>();
  const facts = {
    base: base.map((entry) => pythonFile(entry, derived.get(entry.id), known)),
    head: head.map((entry) => pythonFile(entry, derived.get(entry.id), known)),
    touched: touchedFiles(changes.items),
    adopted,
  };
  return { kind: "facts", facts };
}

function unavailable(because: string): Gathered<never> {
  return { kind: "unavailable", because };
}

/** A symbolic link is another name for a file that is read under its own. */
function isPython({ kind, path }: TreeEntry): boolean {
  return path.endsWith(".py") && (kind === "file" || kind === "executable");
}

/** A file that both commits have is one object, so that judging can tell at a glance that it did not change. */
function pythonFile(
  { path, id }: TreeEntry,
  derived: Derived<PythonImports> | undefined,
  known: Map<string, PythonFile>,
): PythonFile {
  const same = known.get(path);
  if (same?.id === id) return same;
  const read = derived?.kind === "value" ? derived.value : tooLarge;
  const file = { path, id, imports: read.imports, problems: read.problems };
  known.set(path, file);
  return file;
}

const tooLarge = { imports: [], problems: [{ kind: "too-large", line: 1 }] } as const;

function touchedFiles(changes: readonly Change[]): ReadonlyMap<string, string | undefined> {
  const touched = new Map<string, string | undefined>();
  for (const change of changes) {
    if (change.status === "deleted" || !isPython(change.after)) continue;
    const before = change.status === "added" || !isPython(change.before) ? undefined : change.before.path;
    touched.set(change.path, before);
  }
  return touched;
}
