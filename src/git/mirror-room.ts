import { runGit, runGitOrFail } from "./git.ts";
import { isSound, packSizes, removeLeftovers, removeMirror } from "./mirror-directory.ts";
import { tooLarge } from "./mirror-fetch.ts";

/** How much room a mirror may take. */
export interface MirrorRoom {
  /** What the packs of one repository may take. */
  readonly maxBytes: number;
  /** Of a fetch, and of packing anew. */
  readonly fetchTimeoutMs: number;
  /** Every fetch leaves a pack; at so many they become one. 50 unless told. */
  readonly maxPacks?: number;
}

/** Evaluations under way keep what they read for so long, even when nothing refers to it any more. */
const grace = "1.day.ago";
/** As `gc.autoPackLimit` of git. */
const defaultMaxPacks = 50;

/** Many small packs of many fetches take more room than one, and more time to read. */
export async function keepTidy(directory: string, options: MirrorRoom): Promise<void> {
  const { bytes, packs } = await packSizes(directory);
  if (bytes > options.maxBytes * 0.75 || packs > (options.maxPacks ?? defaultMaxPacks)) {
    await tidy(directory, options.fetchTimeoutMs);
  }
}

/** A small excess can arrive between two looks at the size. A mirror that stays too large is of no use. */
export async function checkSize(directory: string, options: MirrorRoom): Promise<void> {
  if ((await packSizes(directory)).bytes <= options.maxBytes) return;
  await tidy(directory, options.fetchTimeoutMs);
  const { bytes } = await packSizes(directory);
  if (bytes <= options.maxBytes) return;
  await removeMirror(directory);
  throw tooLarge(bytes, options.maxBytes);
}

/** Repacks, and forgets pull-request heads that nobody asked for lately. */
async function tidy(directory: string, timeoutMs: number): Promise<void> {
  if (!(await isSound(directory))) return;
  await removeLeftovers(directory);
  const passing = await runGitOrFail({
    args: ["for-each-ref", "--format=delete %(refname)", "refs/lanekeeper/passing/"],
    gitDir: directory,
  });
  await runGitOrFail({ args: ["update-ref", "--stdin"], gitDir: directory, input: passing.stdout });
  await runGit({ args: ["gc", "--quiet", "--cruft", `--prune=${grace}`], gitDir: directory, timeoutMs });
}
