import { describe, expect, it } from "@jest/globals";
import { openClone } from "../../src/git/clone.ts";
import { openHistory } from "../../src/git/history.ts";
import { createGitRepository } from "../support/git-repository.ts";

describe("ownCommits", () => {
  it("names whom the commits name that the base lacks, newest first", async () => {
    using repository = createGitRepository();
    const base = repository.commit("main", { a: "1" });
    repository.commit("topic", { a: "2" }, { from: "main", message: "One\n\nText: that is no trailer\n\nMore text." });
    const message =
      "Two\n\nBody\n\nCo-authored-by: Claude <noreply@anthropic.com>\nClaude-Session:\n  https://claude.test/1\n";
    const head = repository.commit("topic", { a: "3" }, { message });
    const history = openHistory(await openClone(repository.directory), { head, baseTip: base, maxEntries: 10 });
    const { items, complete } = await history.ownCommits();
    expect(complete).toBe(true);
    expect(items.map(({ trailers }) => trailers)).toEqual([
      ["Co-authored-by: Claude <noreply@anthropic.com>", "Claude-Session: https://claude.test/1"],
      [],
    ]);
    expect(items[0]).toMatchObject({ id: head, author: { address: expect.stringContaining("@") } });
  });

  it("has none where head is the base", async () => {
    using repository = createGitRepository();
    const base = repository.commit("main", { a: "1" });
    const history = openHistory(await openClone(repository.directory), { head: base, baseTip: base, maxEntries: 10 });
    expect(await history.ownCommits()).toEqual({ items: [], complete: true });
  });
});

describe("versions", () => {
  it("follow first parents only, one for each change", async () => {
    using repository = createGitRepository();
    repository.commit("main", { map: "1" });
    repository.commit("main", { other: "1" });
    const side = repository.commit("side", { map: "side" }, { from: "main" });
    const base = repository.commit("main", { map: "2" }, { merge: [side] });
    const history = openHistory(await openClone(repository.directory), { head: base, baseTip: base, maxEntries: 10 });
    const texts = (await history.versions("map", 10)).map((blob) =>
      blob.kind === "bytes" ? new TextDecoder().decode(blob.bytes) : blob.kind,
    );
    expect(texts).toEqual(["2", "1"]);
    expect(await history.versions("*", 10)).toEqual([]);
  });
});
