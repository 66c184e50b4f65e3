import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { deskAttestations } from "../../src/cli/check/desk-attestations.ts";
import { artifactReports } from "../../src/formats/attestations/artifact-reports.ts";
import { openClone } from "../../src/git/clone.ts";
import { createGitRepository } from "../support/git-repository.ts";
import { signTip } from "../support/signed-commit.ts";

async function atTheDesk(named: string, prepare?: (directory: string) => void) {
  const repository = createGitRepository();
  repository.commit("main", { a: "1" });
  const head = signTip(repository, "main", "-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----");
  repository.git("tag", "v1", head);
  prepare?.(repository.directory);
  const clone = await openClone(repository.directory);
  const source = deskAttestations({ clone, head, headName: named === "id" ? head : named });
  return { repository, head, source, [Symbol.dispose]: () => repository[Symbol.dispose]() };
}

describe("attestations at the desk", () => {
  it("are unavailable where only GitHub knows, and it is said what to do instead", async () => {
    using desk = await atTheDesk("HEAD");
    const { source, head } = desk;
    expect(await source.ofSubject(`sha256:${"a".repeat(64)}`)).toEqual({
      kind: "unavailable",
      because: expect.stringMatching(/gh attestation download FILE.*--report FLAG=FILE/),
    });
    expect(await source.release(artifactReports, "v1", ["*"])).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("--report FLAG=FILE"),
    });
    expect(await source.earlierMerge(head)).toMatchObject({ kind: "unavailable" });
  });

  it.each([
    ["HEAD", "refs/heads/main"],
    ["main", "refs/heads/main"],
    ["refs/heads/main", "refs/heads/main"],
    ["v1", "refs/tags/v1"],
    ["HEAD~0", "HEAD~0"],
  ])("are of the head alone, which %s names", async (named, ref) => {
    using desk = await atTheDesk(named);
    expect(await desk.source.sources()).toEqual([{ commit: desk.head, ref, what: "head" }]);
  });

  it("do not run the program that the repository names for signatures", async () => {
    const trace = "ran-by-git";
    using desk = await atTheDesk("HEAD", (directory) => {
      const program = join(directory, "hostile-gpg");
      writeFileSync(program, `#!/bin/sh\ntouch '${join(directory, trace)}'\n`);
      chmodSync(program, 0o755);
      writeFileSync(
        join(directory, ".git", "config"),
        `[core]\n\trepositoryformatversion = 0\n[gpg]\n\tprogram = ${program}\n[log]\n\tshowSignature = true\n`,
      );
    });
    // It would be run by a git that is asked for signatures.
    desk.repository.git("log", "--format=%G?");
    const traceFile = join(desk.repository.directory, trace);
    expect(existsSync(traceFile)).toBe(true);
    desk.repository.git("clean", "-fdq", trace);
    expect(existsSync(traceFile)).toBe(false);
    expect(await desk.source.commits()).toMatchObject({ kind: "unavailable" });
    await desk.source.sources();
    expect(existsSync(traceFile)).toBe(false);
  });
});
