import { z } from "zod";
import { githubUrl } from "../../../core/actions-issuer.ts";

export const Name = z.string().min(1).max(200);

const exactText = "Write it out: `*` is no pattern here, and nobody's name";

/** Compared by equality. A star is almost certainly meant as a pattern, which would never match. */
export const Exact = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => !text.includes("*"), exactText);

/** A repository as certificates name it, or as people do. */
export const Repository = Exact.refine(
  (text) => /^(?:https:\/\/[^/\s]+\/)?[^/\s:@]+\/[^/\s:@]+$/.test(text) && !text.endsWith(".git"),
  "Write a repository as `acme/widgets`, or with its server as `https://github.com/acme/widgets`",
);

/** Numbers that stay with a repository or owner whatever they are called. */
export const NumericId = z.union([
  z.int().positive(),
  z.string().regex(/^[1-9][0-9]{0,19}$/, "Write the number that GitHub gives it"),
]);

export const Ref = Exact.refine((text) => text.startsWith("refs/"), "Write the whole ref, such as `refs/heads/main`");

export const Commit = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "Write the whole commit in lower-case hex digits");

export const LevelSetting = z.int().min(0).max(3);

const workflowPattern = /^(?:[^/\s]+\/[^/\s]+\/)?\.github\/workflows\/[^/\s@]+\.ya?ml$/;

/** In this repository, or in another one of the same server. */
export const Workflow = Exact.refine(
  (text) => workflowPattern.test(text),
  "Write a workflow as `.github/workflows/release.yml`, or of another repository as `acme/builders/.github/workflows/build.yml`; its ref goes into `ref`",
);

/** `https://github.com/acme/widgets`, however it is written. */
export function repositoryUri(repository: string, server = githubUrl): string {
  return repository.startsWith("https://") ? repository : `${server}/${repository}`;
}

/** `https://github.com` of `https://github.com/acme/widgets`. */
export function serverOf(repository: string): string {
  return repository.split("/").slice(0, 3).join("/");
}

/** A workflow's address without its ref; those without a repository are in the one that is given. */
export function workflowAddress(workflow: string, repository: string): string {
  return workflow.startsWith(".github/") ? `${repository}/${workflow}` : `${serverOf(repository)}/${workflow}`;
}
