import { posix } from "node:path";
import type { Claim } from "../../core/evidence.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { StoredOrigin } from "./stored-origin.ts";

/** What a change edits of what workflows run. `unknown`: a list was cut short, or a file could not be read. */
export type WorkflowEdits =
  | { readonly kind: "known"; readonly paths: readonly string[] }
  | { readonly kind: "unknown" };

type Repository = Pick<RepositorySource, "changes" | "tree" | "blobs">;

/** Why the report is a claim; undefined when it is none. */
export function claimOf({ fork, workflow }: StoredOrigin, edits: WorkflowEdits): Claim | undefined {
  return fork ? { kind: "fork" } : editsClaim(edits, workflow);
}

/** Why nothing is proved by what a workflow sent, or did not send; any workflow if none is named. */
export function editsClaim(edits: WorkflowEdits, workflow?: string): Claim | undefined {
  if (edits.kind === "unknown") return { kind: "unknown-edits" };
  const path = edits.paths.find((one) => one === workflow) ?? edits.paths[0];
  return path === undefined ? undefined : { kind: "edited-workflow", path };
}

/**
 * Workflows call each other and share actions, so that an edit of any of them may change what another one says: everything
 * in these folders counts, and local actions elsewhere that a workflow names.
 */
export async function workflowEdits(repository: Repository): Promise<WorkflowEdits> {
  const changes = await repository.changes();
  if (!changes.complete) return { kind: "unknown" };
  const changed = changes.items.flatMap((change) =>
    change.status === "added" ? [change.path] : [change.path, change.before.path],
  );
  const inFolders = changed.filter((path) => /^\.github\/(workflows|actions)(\/|$)/i.test(path));
  if (inFolders.length > 0) return { kind: "known", paths: inFolders };
  const actions = await localActions(repository);
  if (actions === undefined) return { kind: "unknown" };
  return { kind: "known", paths: changed.filter((path) => isOf(actions, path.toLowerCase())) };
}

/** An action at the root is its own file alone: everything else would be part of it. */
function isOf(actions: ReadonlySet<string>, path: string): boolean {
  if (actions.has(".") && definition.test(path) && !path.includes("/")) return true;
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (actions.has(path.slice(0, end))) return true;
  }
  return false;
}

const definition = /(^|\/)action\.ya?ml$/i;
const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/i;

/** So many files of workflows and actions are read. */
const maxFiles = 500;

/**
 * Folders of the local actions that workflows use, directly or in another action, in lower case: some runners do not tell
 * cases apart. Undefined when that cannot be told.
 */
async function localActions(repository: Repository): Promise<ReadonlySet<string> | undefined> {
  const tree = await repository.tree("head");
  if (!tree.complete) return undefined;
  const files = tree.items.filter(({ path }) => workflow.test(path) || definition.test(path));
  const actions = new Set<string>();
  let read = 0;
  let next = files.filter(({ path }) => /^\.github\/(workflows|actions)\//i.test(path));
  while (next.length > 0) {
    read += next.length;
    const texts = read > maxFiles ? undefined : await textsOf(repository, next);
    if (texts === undefined) return undefined;
    const named = new Set(texts.flatMap(usedIn).filter((folder) => !actions.has(folder)));
    for (const folder of named) actions.add(folder);
    next = files.filter(({ path }) => definition.test(path) && named.has(posix.dirname(path).toLowerCase()));
  }
  return actions;
}

async function textsOf(repository: Repository, entries: readonly TreeEntry[]): Promise<readonly string[] | undefined> {
  const blobs = await repository.blobs(entries.map(({ id }) => id));
  const texts: string[] = [];
  for (const { id } of entries) {
    const blob = blobs.get(id);
    if (blob?.kind !== "bytes") return undefined;
    texts.push(new TextDecoder().decode(blob.bytes));
  }
  return texts;
}

/** A `uses` of this repository, with or without quotes. One in a comment does no harm. */
const uses = /\buses["']?\s*:\s*(?:"(\.\/[^"\n]*)"|'(\.\/[^'\n]*)'|(\.\/[^\s#,}\]]*))/g;

function usedIn(text: string): readonly string[] {
  return [...text.matchAll(uses)].map(([, double, single, bare]) => {
    const path = posix.normalize(double ?? single ?? bare ?? "").replace(/\/$/, "");
    return path.toLowerCase();
  });
}
