import { describe, expect, it } from "@jest/globals";
import type { RepositorySource } from "../../src/core/repository.ts";
import { remember } from "../../src/engine/remember.ts";
import { memoryEvidence } from "../../src/memory/evidence.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { attestationSource } from "../support/attestation-source.ts";

const lengths = {
  id: "length",
  version: 1,
  extract: (bytes: Uint8Array) => bytes.length,
  encode: String,
  decode: Number,
};

/** The repository, and a list of the questions that reached it. */
function countedSources() {
  const asked: string[] = [];
  const real = memoryRepository({ base: { a: "1" }, head: { a: "22", b: "333" } });
  const repository: RepositorySource = {
    ...real,
    history: {
      ...real.history,
      versions: (path, limit) => note(asked, `versions ${path} ${limit}`, real.history.versions(path, limit)),
    },
    changes: () => note(asked, "changes", real.changes()),
    tree: (side) => note(asked, `tree ${side}`, real.tree(side)),
    blobs: (ids) => note(asked, `blobs ${ids.length}`, real.blobs(ids)),
    derive: (extractor, ids) => note(asked, `derive ${ids.length}`, real.derive(extractor, ids)),
  };
  const sources = remember({
    subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
    repository,
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
    evidence: memoryEvidence(),
  });
  return { asked, repository: sources.repository };
}

function note<T>(asked: string[], question: string, answer: T): T {
  asked.push(question);
  return answer;
}

describe("remember", () => {
  it("asks once how head and base parted", async () => {
    const { repository } = countedSources();
    expect(repository.history.parting()).toBe(repository.history.parting());
    expect(await repository.history.parting()).toMatchObject({ kind: "parted" });
  });

  it("asks once for the versions of a file", async () => {
    const { asked, repository } = countedSources();
    const { versions } = repository.history;
    const [one, other] = await Promise.all([versions("a", 20), versions("a", 20)]);
    expect(one).toBe(other);
    expect(await versions("a", 1)).toHaveLength(1);
    await versions("b", 20);
    expect(asked).toEqual(["versions a 20", "versions a 1", "versions b 20"]);
  });

  it("asks each question once, even when it is asked again before the answer", async () => {
    const { asked, repository } = countedSources();
    const [one, other] = await Promise.all([repository.changes(), repository.changes()]);
    expect(one).toBe(other);
    await repository.tree("head");
    await repository.tree("head");
    await repository.tree("base");
    expect(asked).toEqual(["changes", "tree head", "tree base"]);
  });

  it("asks only for the blobs and values that nobody asked for before", async () => {
    const { asked, repository } = countedSources();
    const ids = (await repository.tree("head")).items.map(({ id }) => id);
    const [first = "", second = ""] = ids;
    await repository.blobs([first]);
    const both = await repository.blobs([first, second, second]);
    expect([...both.keys()].sort()).toEqual([first, second].sort());
    expect(both.get(second)).toMatchObject({ kind: "bytes" });
    const [values] = await Promise.all([
      repository.derive(lengths, [first, second]),
      repository.derive(lengths, [second]),
    ]);
    expect([...values.values()]).toEqual([
      { kind: "value", value: 2 },
      { kind: "value", value: 3 },
    ]);
    expect((await repository.derive(lengths, [second])).get(second)).toEqual({ kind: "value", value: 3 });
    expect(asked).toEqual(["tree head", "blobs 1", "blobs 1", "derive 2"]);
  });

  it("answers only for what was asked", async () => {
    const { repository } = countedSources();
    const [first = "", second = ""] = (await repository.tree("head")).items.map(({ id }) => id);
    await repository.blobs([first, second]);
    expect([...(await repository.blobs([second])).keys()]).toEqual([second]);
    expect((await repository.blobs([])).size).toBe(0);
  });

  it("asks for attestations once a digest, once a commit, and once for all commits", async () => {
    const asked: string[] = [];
    const real = attestationSource();
    const { attestations } = remember({
      subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
      repository: memoryRepository({ base: {}, head: {} }),
      today: "2027-01-31",
      now: 0,
      evidence: memoryEvidence(),
      attestations: {
        repository: undefined,
        issuer: undefined,
        ofSubject: (digest) => note(asked, `bundles of ${digest}`, real.ofSubject(digest)),
        commits: () => note(asked, "commits", real.commits()),
        sources: () => note(asked, "sources", real.sources()),
        earlierMerge: (commit) => note(asked, `merge ${commit}`, real.earlierMerge(commit)),
        release: (reader, tag, names) => note(asked, `release ${tag}`, real.release(reader, tag, names)),
        get verifier() {
          return note(asked, "verifier", real.verifier);
        },
      },
    });
    const [one, other] = await Promise.all([attestations.ofSubject("a"), attestations.ofSubject("a")]);
    expect(one).toBe(other);
    await attestations.ofSubject("b");
    for (let time = 0; time < 2; time += 1) {
      await attestations.commits();
      await attestations.sources();
      await attestations.earlierMerge("c");
      await attestations.release(lengthsOfReports, "v1", ["*"]);
    }
    const release = ["release v1", "release v1"];
    const expected = ["bundles of a", "bundles of b", "commits", "sources", "merge c", ...release];
    expect(asked.toSorted()).toEqual(expected.toSorted());
    // Making one may take time.
    expect(attestations.verifier).toBe(real.verifier);
    expect(asked.at(-1)).toBe("verifier");
  });
});

const lengthsOfReports = {
  id: "length",
  version: 1,
  open: () => ({ push: () => undefined, end: () => 0 }),
  flaw: () => undefined,
  encode: String,
  decode: Number,
};
