import type { Gathered, Sources } from "../../core/gate.ts";
import { textsNamed } from "../../core/named-texts.ts";
import type { Change, RepositorySource } from "../../core/repository.ts";
import { generatedFiles } from "../../formats/git/attributes.ts";
import type { BatchSizeFacts, ChangedFile } from "./model.ts";

/** Asks which files changed and by how many lines, and which of them the base says are generated. */
export async function gatherBatchSize({ repository }: Pick<Sources, "repository">): Promise<Gathered<BatchSizeFacts>> {
  const changes = await repository.changes();
  const isGenerated = await generatedOnBase(repository);
  const files = changes.items.map((change) => changedFile(change, isGenerated));
  return { kind: "facts", facts: { files, complete: changes.complete } };
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
  if (lines.kind === "binary") return { ...paths, added: 0, deleted: 0, binary: true, generated };
  return { ...paths, added: lines.added, deleted: lines.deleted, binary: false, generated };
}
