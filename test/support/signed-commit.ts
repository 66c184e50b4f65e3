import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GitRepository } from "./git-repository.ts";

/** Puts a signature, which need not be a good one, into the tip of a branch; returns the new tip's id. */
export function signTip(repository: GitRepository, branch: string, signature: string): string {
  const commit = repository.git("cat-file", "commit", `refs/heads/${branch}`);
  const [head, ...message] = commit.split("\n\n");
  const header = `gpgsig ${signature.replaceAll("\n", "\n ")}`;
  const file = join(repository.directory, ".git", "commit-to-sign");
  writeFileSync(file, `${[`${head}\n${header}`, ...message].join("\n\n")}\n`);
  const signed = repository.git("hash-object", "-t", "commit", "-w", file);
  repository.git("update-ref", `refs/heads/${branch}`, signed);
  return signed;
}
