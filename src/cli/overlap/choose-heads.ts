import type { ComparedHead } from "../../core/overlap.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { listOpenHeads } from "../../git/overlap/list-open-heads.ts";
import type { Terminal } from "../terminal.ts";

/** So many heads are compared when nobody says which. */
const mostHeads = 300;

export interface ChosenHead extends ComparedHead {
  /** Where it is known without asking git, such as `refs/heads/main`. */
  readonly fullName?: string;
}

/** The heads that the user names, each once, or those that seem to be open. */
export async function chooseHeads(
  named: readonly string[] | undefined,
  clone: GitDirectory,
  base: string,
  terminal: Terminal,
): Promise<readonly ChosenHead[]> {
  if (named !== undefined) {
    return Promise.all([...new Set(named)].map(async (ref) => ({ ref, commit: await clone.resolve(ref) })));
  }
  const open = await listOpenHeads(clone, base, mostHeads);
  if (open.heads.length < open.found) {
    terminal.err(
      `lanekeeper: only the newest ${mostHeads} of ${open.found} heads are compared; --heads chooses others.\n`,
    );
  }
  if (open.heads.length === 0) terminal.err("lanekeeper: there is no head that the base lacks; --heads names some.\n");
  return open.heads.map(({ ref, commit }) => ({ ref: shortName(ref), commit, fullName: ref }));
}

/** As people write it; the names of pull requests stay whole, since git finds no shorter ones. */
function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}
