import { branchOfRef } from "../../git/branches.ts";
import type { GitDirectory } from "../../git/clone.ts";

/** The short name of the branch that a revision names, of whatever remote; undefined when it names none. */
export async function branchOf(clone: GitDirectory, revision: string): Promise<string | undefined> {
  const ref = await clone.fullName(revision);
  return ref === undefined ? undefined : branchOfRef(ref)?.name;
}
