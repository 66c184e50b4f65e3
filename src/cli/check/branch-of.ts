import type { OverlapBase } from "../../core/pull-request-overlaps.ts";
import { branchOfRef } from "../../git/branches.ts";
import type { GitDirectory } from "../../git/clone.ts";

/** The short name of the branch that a revision names, of whatever remote; undefined when it names none. */
export async function branchOf(clone: GitDirectory, revision: string): Promise<string | undefined> {
  return (await namedBranch(clone, revision))?.name;
}

/** What a revision names as the branch that changes go into, and where to rebase onto it. What is no branch keeps its name. */
export async function baseBranch(clone: GitDirectory, revision: string): Promise<Omit<OverlapBase, "sha">> {
  const branch = await namedBranch(clone, revision);
  if (branch === undefined) return { ref: revision, place: { kind: "nowhere" } };
  const { name, remote } = branch;
  return { ref: name, place: remote === undefined ? { kind: "clone" } : { kind: "remote", name: remote } };
}

async function namedBranch(clone: GitDirectory, revision: string) {
  const ref = await clone.fullName(revision);
  return ref === undefined ? undefined : branchOfRef(ref);
}
