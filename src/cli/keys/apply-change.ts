import { createHash } from "node:crypto";
import { link, readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { replaceFile, syncFolderOf, writeBeside } from "../../app/replace-file.ts";
import { badUsage } from "../../core/bad-usage.ts";
import type { Fault } from "../../core/fault.ts";
import type { KeyPlace } from "./key-place.ts";
import { type KeyChange, pairFlaw } from "./plan-change.ts";
import { readKeyTexts } from "./read-key-files.ts";

/** What is written down before two files are replaced, so that whoever comes after a crash can do the rest. */
const Journal = z.strictObject({
  before: z.strictObject({ registry: z.string(), auditLog: z.string() }).describe("SHA-256 of both texts, hex."),
  after: z.strictObject({ registry: z.string(), auditLog: z.string() }).describe("Both texts."),
});
type Journal = z.output<typeof Journal>;

const fileMode = 0o644;

/** Where the journal of a change is, while it lasts. */
function journalPath({ registry }: KeyPlace): string {
  return `${registry.path}.pending`;
}

/** Replaces both files: `commitChange`, and what follows from it. */
export async function applyChange(place: KeyPlace, change: KeyChange): Promise<void> {
  await commitChange(place, change);
  await finishInterrupted(place);
}

/**
 * Writes the journal. Before it has its name nothing has changed; from then on everything has, since `finishInterrupted` does
 * the rest whenever that is. Only one at a time can write one. Throws BAD_USAGE where it is not the files any more that the
 * change was made for; whatever it throws, nothing has changed.
 */
export async function commitChange(place: KeyPlace, { before, after }: KeyChange): Promise<void> {
  const journal: Journal = { before: { registry: digest(before.registry), auditLog: digest(before.auditLog) }, after };
  const path = journalPath(place);
  const temporary = await writeBeside(path, JSON.stringify(journal), fileMode);
  try {
    await link(temporary, path);
  } catch (cause) {
    throw badUsage("Another change of these keys is under way. Run it again when that has ended.", cause);
  } finally {
    await rm(temporary, { force: true });
  }
  try {
    await syncFolderOf(path);
    const now = await readKeyTexts(place);
    if (now.registry === before.registry && now.auditLog === before.auditLog) return;
    throw badUsage("The registry or its audit log has just been changed by somebody else. Run it again.");
  } catch (error) {
    await rm(path);
    throw error;
  }
}

/** For who only looks. Throws BAD_USAGE where an interrupted change is waiting. */
export async function requireNoJournal(place: KeyPlace): Promise<false> {
  const text = await journalText(place);
  if (text === undefined) return false;
  throw badUsage(`A change of ${place.registry.shown} was interrupted. To finish it: lanekeeper keys record.`);
}

/** Does what an interrupted change has left to do, and says whether there was one. Throws BAD_USAGE where it cannot be done. */
export async function finishInterrupted(place: KeyPlace): Promise<boolean> {
  const text = await journalText(place);
  if (text === undefined) return false;
  const journal = journalOf(text);
  const now = await readKeyTexts(place);
  const isOurs = (name: "registry" | "auditLog") =>
    journal !== undefined && (now[name] === journal.after[name] || digest(now[name]) === journal.before[name]);
  if (journal === undefined || !isOurs("registry") || !isOurs("auditLog")) throw stuck(place);
  await finish(place, journal);
  return true;
}

async function journalText(place: KeyPlace): Promise<string | undefined> {
  return readFile(journalPath(place), "utf8").catch((cause: unknown) => {
    if (typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ENOENT") return undefined;
    throw stuck(place, cause);
  });
}

/** The log first: a registry is never newer than what is written down of it. */
async function finish(place: KeyPlace, { after }: Journal): Promise<void> {
  await replaceFile(place.auditLog.path, after.auditLog, fileMode);
  await replaceFile(place.registry.path, after.registry, fileMode);
  await rm(journalPath(place), { force: true });
  await syncFolderOf(journalPath(place));
}

/** A journal is in a work tree, where a pull request can put one: it is believed only if what it leads to agrees. */
function journalOf(text: string): Journal | undefined {
  try {
    const journal = Journal.parse(JSON.parse(text));
    return pairFlaw(journal.after) === undefined ? journal : undefined;
  } catch {
    return undefined;
  }
}

function stuck(place: KeyPlace, cause?: unknown): Fault {
  return badUsage(
    `${place.registry.shown}.pending is what an interrupted change has left, and the files beside it are others since. Restore them from git, or delete it.`,
    cause,
  );
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
