/** A workflow as certificates and provenance name it: `https://github.com/o/r/.github/workflows/x.yml@refs/heads/main`. */
export interface WorkflowUri {
  /** Without the ref. */
  readonly workflow: string;
  /** Such as `https://github.com/o/r`. */
  readonly repository: string;
  /** In the repository. */
  readonly path: string;
  readonly ref: string | undefined;
}

/** Splits at the last `@`; undefined for what names no workflow of a repository. */
export function workflowUri(uri: string): WorkflowUri | undefined {
  const at = uri.lastIndexOf("@");
  const workflow = at === -1 ? uri : uri.slice(0, at);
  const ref = at === -1 ? undefined : uri.slice(at + 1);
  const [scheme, empty, host, owner, name, ...path] = workflow.split("/");
  if (scheme !== "https:" || empty !== "" || ref === "") return undefined;
  if (!host || !owner || !name || path.length < 3 || path[0] !== ".github" || path[1] !== "workflows") return undefined;
  return { workflow, ref, repository: `https://${host}/${owner}/${name}`, path: path.join("/") };
}
