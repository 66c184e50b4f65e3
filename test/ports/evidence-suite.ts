import { describe, expect, it } from "@jest/globals";
import type { EvidenceStore, NewEvidence } from "../../src/core/evidence-store.ts";

const upload = {
  installationId: 5,
  repositoryId: 7,
  commit: "c1",
  reader: "lines@1",
  upload: "ci.yml/coverage",
  artifactId: 11,
  attempt: 1,
  savedAt: 100,
};
const key = { repositoryId: 7, commit: "c1", reader: "lines@1" };

function file(path: string, text: string, changed: Partial<NewEvidence> = {}): NewEvidence {
  return { path, origin: '{"event":"push"}', trusted: true, content: { kind: "text", text }, ...changed };
}

const refused = { kind: "refused", because: "It ends in the middle." } as const;

/** `upload path text` of every file of the commit. */
async function allOf(store: EvidenceStore): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const one of await store.filesOf(key)) {
    texts.push(`${one.upload} ${one.path} ${await store.textOf(key, one)}`);
  }
  return texts;
}

/** What every store of evidence must do. `open` gives a new, empty one. */
export function evidenceSuite(open: () => Promise<EvidenceStore>): void {
  describe("evidence", () => {
    it("lists the files of a commit with their sizes, also those that could not be read, and tells what each says", async () => {
      const store = await open();
      const text = "täxt\n".repeat(1_000);
      const untrusted = file("b.xml", "", { content: refused, trusted: false });
      await store.saveUpload(upload, [untrusted, file("a.xml", text)]);
      const [first, second, ...others] = await store.filesOf(key);
      const known = { upload: "ci.yml/coverage", artifactId: 11, attempt: 1, savedAt: 100, origin: '{"event":"push"}' };
      const packedBytes = expect.any(Number);
      expect(first).toEqual({ ...known, path: "a.xml", refused: undefined, textBytes: 6_000, packedBytes });
      expect(second).toEqual({ ...known, path: "b.xml", refused: refused.because, textBytes: 0, packedBytes });
      expect(others).toEqual([]);
      expect(first?.packedBytes).toBeGreaterThan(10);
      expect(first?.packedBytes).toBeLessThan(200);
      if (first === undefined || second === undefined) throw new Error("They are not there.");
      expect(await store.textOf(key, first)).toBe(text);
      expect(await store.textOf(key, second)).toBe("");
      expect(await store.filesOf({ ...key, reader: "lines@2" })).toEqual([]);
      expect(await store.filesOf({ ...key, repositoryId: 8 })).toEqual([]);
    });

    it("replaces what an upload sent before, and nothing of another", async () => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1"), file("b.xml", "2")]);
      await store.saveUpload({ ...upload, upload: "ci.yml/other", artifactId: 12 }, [file("a.xml", "3")]);
      await store.saveUpload({ ...upload, artifactId: 13 }, [file("c.xml", "4")]);
      expect(await allOf(store)).toEqual(["ci.yml/coverage c.xml 4", "ci.yml/other a.xml 3"]);
      expect(await store.uploadsOf(7, "c1", "lines@1")).toEqual(
        new Map([
          ["ci.yml/coverage", 13],
          ["ci.yml/other", 12],
        ]),
      );
    });

    it.each([
      ["another artifact", { artifactId: 12 }],
      ["another attempt", { attempt: 2 }],
      ["the same once more", { savedAt: 101 }],
    ])("tells nothing of a file that was listed before it was replaced by that of %s", async (_what, change) => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1")]);
      const [listed] = await store.filesOf(key);
      await store.saveUpload({ ...upload, ...change }, [file("a.xml", "2")]);
      if (listed === undefined) throw new Error("It is not there.");
      expect(await store.textOf(key, listed)).toBeUndefined();
    });

    describe("that a run has sent itself", () => {
      const send = (store: EvidenceStore, [artifactId, attempt]: readonly [number, number]) =>
        store.saveUnlessNewer({ ...upload, artifactId, attempt }, [file("a.xml", `${artifactId}/${attempt}`)]);

      it.each([
        ["a re-run after its older attempt", [11, 1], [11, 2], true],
        ["an older attempt after the re-run", [11, 2], [11, 1], false],
        ["the same attempt once more", [11, 2], [11, 2], true],
        ["a newer run, though of its first attempt", [11, 3], [12, 1], true],
        ["an older run, though of its third attempt", [12, 1], [11, 3], false],
      ] as const)("is replaced by what is newer alone: %s", async (_what, first, second, isSaved) => {
        const store = await open();
        expect(await send(store, first)).toBe(true);
        expect(await send(store, second)).toBe(isSaved);
        const [run, attempt] = isSaved ? second : first;
        expect(await allOf(store)).toEqual([`ci.yml/coverage a.xml ${run}/${attempt}`]);
        expect(await store.filesOf(key)).toMatchObject([{ artifactId: run, attempt }]);
      });

      it("stays the newest one, whichever of many at once comes first", async () => {
        const store = await open();
        const attempts = [3, 1, 5, 2, 4, 5, 1];
        await Promise.all(attempts.map((attempt) => send(store, [11, attempt])));
        expect(await allOf(store)).toEqual(["ci.yml/coverage a.xml 11/5"]);
      });
    });

    it("remembers an upload that held nothing that is wanted", async () => {
      const store = await open();
      await store.saveUpload(upload, []);
      expect(await store.uploadsOf(7, "c1", "lines@1")).toEqual(new Map([["ci.yml/coverage", 11]]));
    });

    it("tells which commits have evidence that the branch itself made, and which", async () => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1")]);
      await store.saveUpload({ ...upload, upload: "claim" }, [file("a.xml", "1", { trusted: false })]);
      await store.saveUpload({ ...upload, commit: "c2" }, [file("a.xml", "1", { trusted: false })]);
      await store.saveUpload({ ...upload, commit: "c3" }, [file("a.xml", "", { content: refused })]);
      const commits = Array.from({ length: 1_200 }, (_, index) => `x${index}`).concat("c1", "c2", "c3");
      const found = await store.trustedFiles(7, commits, "lines@1");
      const said = [...found].map(([commit, files]) => [commit, files.map((one) => [one.upload, one.refused])]);
      expect(said).toEqual([
        ["c1", [["ci.yml/coverage", undefined]]],
        ["c3", [["ci.yml/coverage", "It ends in the middle."]]],
      ]);
      expect(found.get("c1")).toEqual((await store.filesOf(key)).filter((one) => one.upload === "ci.yml/coverage"));
    });

    it("knows when a head was asked about first", async () => {
      const store = await open();
      expect(await store.firstSeen(5, 7, "h", 100)).toBe(100);
      expect(await store.firstSeen(5, 7, "h", 900)).toBe(100);
      expect(await store.firstSeen(5, 8, "h", 900)).toBe(900);
    });

    it("forgets what is old", async () => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1")]);
      await store.saveUpload({ ...upload, commit: "c2", savedAt: 200 }, [file("a.xml", "1")]);
      expect(await store.pruneEvidence(150)).toBe(1);
      expect(await store.filesOf(key)).toEqual([]);
      expect(await store.filesOf({ ...key, commit: "c2" })).toHaveLength(1);
    });
  });
}
