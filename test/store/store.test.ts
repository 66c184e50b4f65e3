import { expect, it } from "@jest/globals";
import { createDerivedValues } from "../../src/store/derived-values.ts";
import { createEvidenceStore } from "../../src/store/evidence.ts";
import { createNoticeStore } from "../../src/store/notices.ts";
import { createOverlapCommentStore } from "../../src/store/overlap-comments.ts";
import { createOverlapStore } from "../../src/store/overlaps.ts";
import { createSpentTokens } from "../../src/store/spent-tokens.ts";
import { createStore } from "../../src/store/store.ts";
import { evidenceSuite } from "../ports/evidence-suite.ts";
import { noticesSuite } from "../ports/notices-suite.ts";
import { overlapCommentsSuite } from "../ports/overlap-comments-suite.ts";
import { overlapsSuite } from "../ports/overlaps-suite.ts";
import { spentTokensSuite } from "../ports/spent-tokens-suite.ts";
import { derivedValuesSuite, storeSuite } from "../ports/store-suite.ts";
import { onBothEngines } from "../support/databases.ts";

onBothEngines((databases) => {
  storeSuite(async () => createStore(await databases.open()));
  evidenceSuite(async () => createEvidenceStore(await databases.open()));
  spentTokensSuite(async () => createSpentTokens(await databases.open()));
  overlapsSuite(async () => createOverlapStore(await databases.open()));
  overlapCommentsSuite(async () => createOverlapCommentStore(await databases.open()));
  noticesSuite(async () => createNoticeStore(await databases.open()));
  it("forgets notices of a repository that is gone, and keeps those of one that has moved", async () => {
    const database = await databases.open();
    const [store, notices] = [createStore(database), createNoticeStore(database)];
    const watched = { installationId: 5, defaultBranch: "main", wishedAt: 0, listed: true, refusal: "" };
    const issue = { gate: "bench", notice: "a", issue: 1, digest: "d", open: true };
    for (const repositoryId of [7, 8]) {
      await notices.saveWatchedRepository({ ...watched, repositoryId });
      await notices.saveNoticeIssue(repositoryId, issue);
    }
    await notices.changeWatchedRepository(8, { installationId: 6 });
    expect(await store.forgetRepositories(5, [7])).toEqual([]);
    expect(await store.forgetRepositories(5, [])).toEqual([7]);
    expect(await notices.watchedRepository(7)).toBeUndefined();
    expect(await notices.noticeIssues(7)).toEqual([]);
    expect(await notices.noticeIssues(8)).toEqual([issue]);
  });
  it("forgets uploads of a repository that never had a pull request", async () => {
    const database = await databases.open();
    const evidence = createEvidenceStore(database);
    const about = {
      installationId: 5,
      repositoryId: 7,
      commit: "c1",
      reader: "lines@1",
      artifactId: 1,
      attempt: 1,
      savedAt: 1,
    };
    await evidence.saveUpload({ ...about, upload: "ci.yml" }, []);
    expect(await createStore(database).forgetRepositories(5, [])).toEqual([7]);
    expect(await evidence.uploadsOf(7, "c1", "lines@1")).toEqual(new Map());
  });
  it("expands no evidence to more than was packed", async () => {
    const database = await databases.open();
    const evidence = createEvidenceStore(database);
    const key = { repositoryId: 7, commit: "c1", reader: "lines@1" };
    const upload = { ...key, installationId: 5, upload: "ci.yml", artifactId: 1, attempt: 1, savedAt: 1 };
    const content = { kind: "text", text: "x".repeat(100_000) } as const;
    await evidence.saveUpload(upload, [{ path: "a", origin: "{}", trusted: true, content }]);
    await database.run((queries) => queries.updateTable("evidence").set({ text_bytes: 99_999 }).execute());
    const [file] = await evidence.filesOf(key);
    if (file === undefined) throw new Error("It is not there.");
    await expect(evidence.textOf(key, file)).rejects.toMatchObject({ code: "ERR_BUFFER_TOO_LARGE" });
  });
  derivedValuesSuite(async (options) => createDerivedValues(await databases.open(), options));
});
