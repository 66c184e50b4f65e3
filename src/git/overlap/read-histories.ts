import { Fault } from "../../core/fault.ts";
import { runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** What a head has that the base has not. */
export interface HeadHistory {
  readonly commit: string;
  /** The newest first. Empty when the base contains the head. */
  readonly own: ReadonlySet<string>;
  /** Best common ancestors of base and head; empty when they share no history. */
  readonly mergeBases: readonly string[];
}

/** More commits than this, of all heads together, are not the work of open pull requests. */
const maxCommits = 1_000_000;

/** One walk of git for all heads. Throws LIST_CUT_SHORT when they have too many commits that the base lacks. */
export async function readHistories(
  place: ObjectPlace,
  base: string,
  heads: readonly string[],
): Promise<readonly HeadHistory[]> {
  const parents = await readParents(place, base, heads);
  return Promise.all(
    heads.map(async (commit) => {
      const { own, met } = walk(commit, parents);
      if (own.size === 0) return { commit, own, mergeBases: [commit] };
      return { commit, own, mergeBases: met.size > 1 ? await bestOf(place, base, commit) : [...met] };
    }),
  );
}

/** Parents of every commit that the base lacks, in the order of git. */
async function readParents(
  place: ObjectPlace,
  base: string,
  heads: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const parents = new Map<string, readonly string[]>();
  let rest = "";
  await runGitOrFail({
    args: ["rev-list", "--topo-order", "--parents", "--stdin"],
    ...place,
    input: Buffer.from(`^${base}\n${heads.join("\n")}\n`, "latin1"),
    take(piece) {
      const lines = (rest + piece.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const [commit = "", ...others] = line.split(" ");
        parents.set(commit, others);
      }
      if (parents.size > maxCommits) throw tooMany();
      return true;
    },
  });
  return parents;
}

/** All own commits of a head, and the first commits of the base that their parents lead to. */
function walk(head: string, parents: ReadonlyMap<string, readonly string[]>) {
  const own = new Set<string>();
  const met = new Set<string>();
  const open = [head];
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    const above = parents.get(commit);
    if (above === undefined) met.add(commit);
    else if (!own.has(commit)) {
      own.add(commit);
      open.push(...above);
    }
  }
  return { own, met };
}

/** Several commits of the base are met: some may be ancestors of others. */
async function bestOf(place: ObjectPlace, base: string, head: string): Promise<readonly string[]> {
  const { stdout } = await runGitOrFail({ args: ["merge-base", "--all", base, head], ...place });
  return stdout.toString("latin1").trim().split("\n");
}

function tooMany(): Fault {
  const message = `The heads have more than ${maxCommits} commits that the base lacks. Give fewer heads, or the right base.`;
  return new Fault("LIST_CUT_SHORT", message, { retry: false });
}
