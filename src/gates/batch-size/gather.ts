import type { Gathered, Sources } from "../../core/gate.ts";
import type { Change } from "../../core/repository.ts";
import type { BatchSizeFacts, ChangedFile } from "./model.ts";

/** Asks which files changed and by how many lines. */
export async function gatherBatchSize(sources: Sources): Promise<Gathered<BatchSizeFacts>> {
  const changes = await sources.repository.changes();
  if (!changes.complete) {
    const because = `The list of changed files was cut short after ${changes.items.length}, so the size of the change is not known. It is in any case too large: split it.`;
    return { kind: "unavailable", because };
  }
  return { kind: "facts", facts: { files: changes.items.map(changedFile) } };
}

function changedFile({ path, lines }: Change): ChangedFile {
  if (lines.kind === "binary") return { path, added: 0, deleted: 0, binary: true };
  return { path, added: lines.added, deleted: lines.deleted, binary: false };
}
