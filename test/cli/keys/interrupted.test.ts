import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { commitChange } from "../../../src/cli/keys/apply-change.ts";
import { findKeyPlace } from "../../../src/cli/keys/key-place.ts";
import { type KeysFolder, logPath, openKeysFolder, registryPath } from "./keys-folder.ts";

const pending = `${registryPath}.pending`;

/** A folder with one key, and the two files as they are with a second one. */
async function withSecond(folder: KeysFolder) {
  await folder.rotate("one.key");
  const [registry, auditLog] = folder.both();
  await folder.rotate("two.key");
  const after = { registry: folder.read(registryPath), auditLog: folder.read(logPath) };
  folder.write(registryPath, registry);
  folder.write(logPath, auditLog);
  return { before: { registry, auditLog }, after };
}

describe("a change of keys that is interrupted", () => {
  it.each([
    ["before anything is replaced", [] as const],
    ["between log and registry", [logPath] as const],
    ["before the journal is removed", [logPath, registryPath] as const],
  ])("%s is finished by the next command that changes something", async (_when, replaced) => {
    using folder = openKeysFolder();
    const change = await withSecond(folder);
    await commitChange(await findKeyPlace({}, { cwd: folder.path }), change);
    for (const file of replaced) folder.write(file, file === logPath ? change.after.auditLog : change.after.registry);
    for (const looks of [["audit"], ["record", "--dry-run"]]) {
      expect(await folder.keys(...looks)).toMatchObject({ code: 2, err: expect.stringContaining("was interrupted") });
    }
    const { code, out } = await folder.keys("record", "--format", "json");
    expect([code, JSON.parse(out)]).toMatchObject([0, { finishedEarlier: true, entries: [] }]);
    expect([...folder.both(), folder.has(pending)]).toEqual([change.after.registry, change.after.auditLog, false]);
    expect((await folder.keys("audit")).code).toBe(0);
  });

  it("stays as it is while another is under way", async () => {
    using folder = openKeysFolder();
    const change = await withSecond(folder);
    const place = await findKeyPlace({}, { cwd: folder.path });
    await commitChange(place, change);
    await expect(commitChange(place, change)).rejects.toMatchObject({ code: "BAD_USAGE" });
    expect(folder.both()).toEqual([change.before.registry, change.before.auditLog]);
  });

  it("is not finished over files that are others since, and not by a journal that leads nowhere", async () => {
    using folder = openKeysFolder();
    const { before, after } = await withSecond(folder);
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    const honest = { before: { registry: digest(before.registry), auditLog: digest(before.auditLog) }, after };
    const journals = [
      "nonsense",
      JSON.stringify({ ...honest, before: { ...honest.before, registry: digest("x") } }),
      JSON.stringify({ ...honest, after: { ...after, auditLog: before.auditLog } }),
      JSON.stringify({ ...honest, after: { ...after, registry: "keys: [" } }),
    ];
    for (const journal of journals) {
      folder.write(pending, journal);
      const { code, err } = await folder.keys("record");
      expect([code, err]).toEqual([2, expect.stringContaining("Restore them from git, or delete it.")]);
      expect(folder.both()).toEqual([before.registry, before.auditLog]);
    }
  });
});

describe("two rotations at once", () => {
  it("leave a whole log, and no private key of which the public one is not registered", async () => {
    using folder = openKeysFolder();
    await folder.rotate("first.key");
    const files = ["one.key", "two.key", "three.key"];
    const ran = await Promise.all(files.map((file) => folder.rotate(file, "--id", file)));
    expect(ran.map(({ code }) => code)).toContain(0);
    for (const [index, file] of files.entries()) {
      const isDone = ran[index]?.code === 0;
      expect([file, folder.has(file), folder.read(registryPath).includes(`id: "${file}"`)]).toEqual([
        file,
        isDone,
        isDone,
      ]);
    }
    expect((await folder.keys("audit")).code).toBe(0);
    expect(folder.has(pending)).toBe(false);
  });
});
