import { z } from "zod";
import type { ReportRequest } from "../../core/evidence.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";

/** A report that a job sent itself, without an artifact. */
export interface DirectUpload {
  /** Of the run, from the root of the repository. */
  readonly workflow: string;
  readonly flag: string;
  /** What the job calls the file. */
  readonly name: string;
  /** Whose own run made it; empty for none. What a pull request sends never takes its place. */
  readonly branch: string;
}

/** GitHub allows neither quotes nor colons in the names of artifacts, so none can be called like this. */
const marks = { branch: "branch-upload:", other: "upload:" } as const;

const Names = z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.string()])]);

/** The name under which it is stored. */
export function directUploadName({ workflow, flag, name, branch }: DirectUpload): string {
  const names = branch === "" ? [flag, name] : [flag, name, branch];
  return `${workflow}\n${branch === "" ? marks.other : marks.branch}${JSON.stringify(names)}`;
}

/** Undefined when the upload is an artifact. */
export function directUploadOf(upload: string): DirectUpload | undefined {
  const [workflow = "", text = "", ...more] = upload.split("\n");
  const mark = text.startsWith(marks.branch) ? marks.branch : marks.other;
  if (!text.startsWith(mark) || more.length > 0) return undefined;
  const names = Names.safeParse(parsed(text.slice(mark.length)));
  if (!names.success) return undefined;
  const [flag, name, branch = ""] = names.data;
  return (branch !== "") === (mark === marks.branch) ? { workflow, flag, name, branch } : undefined;
}

/** Where an artifact may hold the report as well, `path` is about what is in that. */
export function isAskedBy({ flag, workflow, artifact, path }: ReportRequest, direct: DirectUpload): boolean {
  if (flag !== direct.flag || (workflow !== undefined && workflow !== direct.workflow)) return false;
  return artifact !== undefined || path === undefined || matcherOf([path])(direct.name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody's artifact that only looks like it.
    return undefined;
  }
}

/**
 * Direct uploads, without those of runs that were replaced, and without those of which a newer run has sent the same
 * again: a push and a pull request often start the same workflow, and their reports say the same. The artifact's id is the
 * run's here; of its attempts the store keeps the newest.
 */
export function newestDirectUploads<T extends { readonly upload: string; readonly artifactId: number }>(
  rows: readonly T[],
  replaced: ReadonlySet<number>,
): readonly T[] {
  const newest = new Map<string, T>();
  for (const row of rows) {
    const direct = directUploadOf(row.upload);
    if (direct === undefined || replaced.has(row.artifactId)) continue;
    const key = directUploadName({ ...direct, branch: "" });
    const known = newest.get(key);
    if (known === undefined || row.artifactId > known.artifactId) newest.set(key, row);
  }
  return [...newest.values()];
}
