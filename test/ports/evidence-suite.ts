import { describe, expect, it } from "@jest/globals";
import type { EvidenceStore, StoredEvidence } from "../../src/core/evidence-store.ts";

const upload = {
  installationId: 5,
  repositoryId: 7,
  commit: "c1",
  reader: "lines@1",
  upload: "ci.yml/coverage",
  artifactId: 11,
  savedAt: 100,
};

function file(path: string, text: string, changed: Partial<StoredEvidence> = {}): StoredEvidence {
  return { ...upload, path, origin: '{"event":"push"}', trusted: true, content: { kind: "text", text }, ...changed };
}

/** What every store of evidence must do. `open` gives a new, empty one. */
export function evidenceSuite(open: () => Promise<EvidenceStore>): void {
  describe("evidence", () => {
    it("gives back the files of a commit, also those that could not be read", async () => {
      const store = await open();
      const files = [
        file("a.xml", "täxt\n".repeat(1_000)),
        file("b.xml", "", { content: { kind: "refused", because: "It ends in the middle." } }),
      ];
      await store.saveUpload(upload, files);
      expect(await store.evidenceOf(7, "c1", "lines@1")).toEqual(files);
      expect(await store.evidenceOf(7, "c1", "lines@2")).toEqual([]);
      expect(await store.evidenceOf(8, "c1", "lines@1")).toEqual([]);
    });

    it("replaces what an upload sent before, and nothing of another", async () => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1"), file("b.xml", "2")]);
      const other = { ...upload, upload: "ci.yml/other", artifactId: 12 };
      await store.saveUpload(other, [file("a.xml", "3", other)]);
      const again = { ...upload, artifactId: 13 };
      await store.saveUpload(again, [file("c.xml", "4", again)]);
      const paths = (await store.evidenceOf(7, "c1", "lines@1")).map((one) => `${one.upload} ${one.path}`);
      expect(paths).toEqual(["ci.yml/coverage c.xml", "ci.yml/other a.xml"]);
      expect(await store.uploadsOf(7, "c1", "lines@1")).toEqual(
        new Map([
          ["ci.yml/coverage", 13],
          ["ci.yml/other", 12],
        ]),
      );
    });

    it("remembers an upload that held nothing that is wanted", async () => {
      const store = await open();
      await store.saveUpload(upload, []);
      expect(await store.uploadsOf(7, "c1", "lines@1")).toEqual(new Map([["ci.yml/coverage", 11]]));
    });

    it("tells which commits have evidence that the branch itself made", async () => {
      const store = await open();
      await store.saveUpload(upload, [file("a.xml", "1")]);
      const claimed = { ...upload, commit: "c2" };
      await store.saveUpload(claimed, [file("a.xml", "1", { ...claimed, trusted: false })]);
      const broken = { ...upload, commit: "c3" };
      const refused = { kind: "refused", because: "no" } as const;
      await store.saveUpload(broken, [file("a.xml", "", { ...broken, content: refused })]);
      const commits = Array.from({ length: 1_200 }, (_, index) => `x${index}`).concat("c1", "c2", "c3");
      const known = { upload: "ci.yml/coverage", path: "a.xml", artifactId: 11, savedAt: 100 };
      expect(await store.trustedUploads(7, commits, "lines@1")).toEqual(
        new Map([
          ["c1", [{ ...known, refused: undefined }]],
          ["c3", [{ ...known, refused: "no" }]],
        ]),
      );
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
      const newer = { ...upload, commit: "c2", savedAt: 200 };
      await store.saveUpload(newer, [file("a.xml", "1", newer)]);
      expect(await store.pruneEvidence(150)).toBe(1);
      expect(await store.evidenceOf(7, "c1", "lines@1")).toEqual([]);
      expect(await store.evidenceOf(7, "c2", "lines@1")).toHaveLength(1);
    });
  });
}
