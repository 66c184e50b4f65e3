import { createHash } from "node:crypto";
import type { OverlapComment, OverlapCommentStore } from "../core/overlap-comment-store.ts";
import type { PublishedOverlapMessage } from "../core/published-overlap-message.ts";
import type { AppIdentity } from "./issues.ts";
import { endedComment, movedComment, overlapComment, overlapMarker } from "./overlap-comment-text.ts";
import { type Conversation, editComment, findOwnComment, writeComment } from "./own-comments.ts";
import { wasRefused } from "./refusals.ts";

export interface OverlapCommentPublication extends Conversation {
  readonly identity: () => Promise<AppIdentity>;
  readonly stored: Pick<OverlapCommentStore, "overlapComment" | "saveOverlapComment">;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A new comment notifies people; so long there is no second one. */
const quietMs = 24 * 60 * 60_000;

interface Wanted {
  readonly body: string;
  readonly digest: string;
  readonly open: boolean;
  readonly blocked: boolean;
  readonly partners: readonly number[];
}

/**
 * Brings the comment of a pull request in line with what is to be told. Safe to repeat: what is the same is not sent, and a
 * creation whose answer never came is looked for by its marker before it is repeated. The comment is edited in place, which
 * notifies nobody; only when the pull request becomes blocked, and not twice in a day, a new one takes its place.
 *
 * `mayCreate`: whether there may be a comment where there is none. The caller sees to it that nobody else does this at the same
 * time. Answers how many requests were sent that write; throws the client's Faults.
 */
export async function showOverlaps(
  publication: OverlapCommentPublication,
  message: PublishedOverlapMessage,
  { mayCreate }: { readonly mayCreate: boolean },
): Promise<number> {
  const known = await knownComment(publication, mayCreate);
  if (known === undefined) return 0;
  const wanted: Wanted = {
    body: overlapComment(message),
    // That the base has moved is not worth a write when nothing else has changed.
    digest: digestOf(overlapComment({ ...message, base: { ...message.base, sha: "" } })),
    open: true,
    blocked: message.verdict === "blocked" && message.mode === "enforce",
    partners: message.overlaps.map(({ pr }) => pr),
  };
  if (known.comment === undefined) return mayCreate ? createAgain(publication, known, wanted) : 0;
  const notifies = wanted.blocked && !known.blocked && publication.now - known.createdAt >= quietMs;
  if (notifies && mayCreate) return replace(publication, known, wanted);
  return edit(publication, known, wanted, mayCreate);
}

/**
 * Leaves one line of a comment that tells of something, since that is over; nothing happens where there is none. `why` is asked
 * only then, with the pull requests that were told of last; it answers a sentence of ours without its end.
 */
export async function endOverlaps(
  publication: OverlapCommentPublication,
  why: (partners: readonly number[]) => Promise<string>,
  { mayLook }: { readonly mayLook: boolean },
): Promise<number> {
  const known = await knownComment(publication, mayLook);
  if (known?.comment === undefined || !known.open) return 0;
  const body = endedComment(await why(known.partners));
  return edit(publication, known, { body, digest: digestOf(body), open: false, blocked: false, partners: [] }, false);
}

/** What is stored, else what GitHub has: after a crash in the middle of a creation, and in a new database. */
async function knownComment(
  publication: OverlapCommentPublication,
  mayLook: boolean,
): Promise<OverlapComment | undefined> {
  const known = await read(publication);
  if (known !== undefined && !known.pending) return known;
  if (known === undefined && !mayLook) return undefined;
  const identity = await publication.identity();
  const found = await findOwnComment(publication, { identity, is: (body) => body.startsWith(overlapMarker) });
  const adopted: OverlapComment =
    found === undefined
      ? { ...(known ?? none), pending: false }
      : // What it says is not known, and neither is whether people were told of a block.
        {
          ...none,
          comment: found.id,
          createdAt: found.createdAt,
          open: true,
          blocked: true,
          partners: known?.partners ?? [],
        };
  await save(publication, adopted);
  return adopted;
}

const none: OverlapComment = {
  comment: undefined,
  pending: false,
  digest: "",
  createdAt: 0,
  open: false,
  blocked: false,
  partners: [],
};

async function edit(
  publication: OverlapCommentPublication,
  known: OverlapComment,
  wanted: Wanted,
  mayCreate: boolean,
): Promise<number> {
  if (known.comment === undefined || known.digest === wanted.digest) return 0;
  const { body: _, ...about } = wanted;
  // Until the answer is there, what the comment says is not known.
  await save(publication, { ...known, digest: "" });
  if (await editComment(publication, known.comment, wanted.body)) {
    await save(publication, { ...known, ...about });
    return 1;
  }
  const gone = { ...known, comment: undefined, digest: "", open: false };
  await save(publication, gone);
  return mayCreate ? createAgain(publication, gone, wanted) : 0;
}

/** The old one loses its marker first: whatever happens then, there is never a second one to be found. */
async function replace(publication: OverlapCommentPublication, known: OverlapComment, wanted: Wanted): Promise<number> {
  if (known.comment === undefined) return 0;
  await save(publication, { ...known, digest: "" });
  const isThere = await editComment(publication, known.comment, movedComment);
  const without = { ...known, comment: undefined, digest: "" };
  await save(publication, without);
  return (isThere ? 1 : 0) + (await create(publication, without, wanted));
}

/** Somebody may have deleted one: then the next one waits as any other does. */
async function createAgain(
  publication: OverlapCommentPublication,
  known: OverlapComment,
  wanted: Wanted,
): Promise<number> {
  if (known.createdAt !== 0 && publication.now - known.createdAt < quietMs) return 0;
  return create(publication, known, wanted);
}

/** Remembers, before it writes, that the outcome is not known; after a refusal what was known before holds again. */
async function create(
  publication: OverlapCommentPublication,
  before: OverlapComment,
  { body, ...about }: Wanted,
): Promise<number> {
  await save(publication, { ...before, ...about, digest: "", pending: true });
  try {
    const comment = await writeComment(publication, body);
    await save(publication, { ...about, comment, pending: false, createdAt: publication.now });
    return 1;
  } catch (error) {
    if (wasRefused(error)) await save(publication, before);
    throw error;
  }
}

function read({ stored, repository, number }: OverlapCommentPublication): Promise<OverlapComment | undefined> {
  return stored.overlapComment(repository.id, number);
}

function save({ stored, repository, number }: OverlapCommentPublication, comment: OverlapComment): Promise<void> {
  return stored.saveOverlapComment(repository.id, number, comment);
}

function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}
