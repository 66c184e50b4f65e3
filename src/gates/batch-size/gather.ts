import type { Gathered, Sources } from "../../core/gate.ts";
import { textsNamed } from "../../core/named-texts.ts";
import type { Change, RepositorySource } from "../../core/repository.ts";
import { generatedFiles } from "../../formats/git/attributes.ts";
import { isTooLarge, measure } from "./measure.ts";
import type { BatchSizeFacts, BatchSizeSettings, ChangedFile } from "./model.ts";
import { laneAcross, nobodys } from "./split/lane.ts";

/**
 * Asks which files changed and by how many lines, which of them the base says are generated, and, when there is something to
 * split, whose they are.
 */
export async function gatherBatchSize(
  settings: BatchSizeSettings,
  { repository, owners }: Pick<Sources, "repository" | "owners">,
): Promise<Gathered<BatchSizeFacts>> {
  const changes = await repository.changes();
  const isGenerated = await generatedOnBase(repository);
  const files = changes.items.map((change) => changedFile(change, isGenerated));
  const facts: BatchSizeFacts = { files, complete: changes.complete };
  const measured = measure(settings, facts);
  if (owners === undefined || !isTooLarge(settings, measured)) return { kind: "facts", facts };
  return { kind: "facts", facts: await withLanes(facts, measured.counted, owners) };
}

async function withLanes(
  facts: BatchSizeFacts,
  counted: readonly ChangedFile[],
  owners: NonNullable<Sources["owners"]>,
): Promise<BatchSizeFacts> {
  const known = await owners(counted.flatMap(pathsOf));
  if (known.kind === "unavailable") return { ...facts, ownersUnknown: known.because };
  const files = facts.files.map((file): ChangedFile => {
    return { ...file, lane: laneAcross(pathsOf(file).flatMap((path) => known.of.get(path) ?? [])) };
  });
  return { ...facts, files };
}

function pathsOf({ path, pathBefore }: ChangedFile): readonly string[] {
  return pathBefore === undefined ? [path] : [path, pathBefore];
}

/**
 * What the merge base says: a change cannot call its own files generated. In a tree that is cut short nothing is: a file that it
 * leaves out could take the mark away.
 */
async function generatedOnBase(
  repository: Pick<RepositorySource, "tree" | "blobs">,
): Promise<(path: string) => boolean> {
  const { items, complete } = await repository.tree("base");
  if (!complete) return () => false;
  return generatedFiles(await textsNamed(".gitattributes", repository, items));
}

/** A file that was renamed is generated only when it was so before, too. */
function changedFile(change: Change, isGenerated: (path: string) => boolean): ChangedFile {
  const { lines } = change;
  const before = change.status === "renamed" ? change.before.path : undefined;
  const paths = { path: change.path, ...(before === undefined ? {} : { pathBefore: before }) };
  const generated = isGenerated(change.path) && (before === undefined || isGenerated(before));
  const rest = { generated, lane: nobodys };
  if (lines.kind === "binary") return { ...paths, added: 0, deleted: 0, binary: true, ...rest };
  return { ...paths, added: lines.added, deleted: lines.deleted, binary: false, ...rest };
}
