import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { packFiles, removePackFiles } from "../../src/git/mirror-directory.ts";

describe("removePackFiles", () => {
  it("removes what came after a look, and nothing that was there", async () => {
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-mirror-"));
    try {
      const folder = join(directory, "objects", "pack");
      const write = (...names: readonly string[]) => {
        mkdirSync(folder, { recursive: true });
        for (const name of names) writeFileSync(join(folder, name), "");
      };
      expect(await packFiles(directory)).toEqual([]);
      write("pack-1.pack", "pack-1.idx");
      const except = await packFiles(directory);
      write("pack-2.pack", "pack-2.idx", "tmp_pack_x");
      await removePackFiles(directory, { except });
      expect((await packFiles(directory)).toSorted()).toEqual(["pack-1.idx", "pack-1.pack"]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
