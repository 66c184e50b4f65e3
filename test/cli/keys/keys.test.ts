import { describe, expect, it } from "@jest/globals";
import { freshKey, registryText } from "../../formats/attestations/registry-text.ts";
import { logPath, openKeysFolder, registryPath } from "./keys-folder.ts";

const first = { id: "a", key: freshKey(), from: "2026-10-01T00:00:00Z", until: "2026-12-30T00:00:00Z" };
const next = { id: "b", key: freshKey(), from: "2026-12-24T00:00:00Z", until: "2027-03-24T00:00:00Z" };

describe("lanekeeper keys status", () => {
  it.each([
    ["2026-10-02", 0, "active", "✓ Its purpose has a key that signs."],
    [
      "2026-12-20",
      0,
      "rotation due",
      "! a is due for rotation.\n    lanekeeper keys rotate release --private-key <file>",
    ],
    ["2026-12-30", 1, "expired", "✗ Nobody can sign for release: its last key, a, is expired."],
  ])("tells on %s", async (on, expected, state, said) => {
    using folder = openKeysFolder();
    folder.write(registryPath, registryText(first));
    const { code, out } = await folder.keys("status", "--at", `${on}T00:00:00Z`);
    expect([code, out]).toEqual([expected, expect.stringContaining(said)]);
    expect(out).toMatch(new RegExp(`a +release +ecdsa-p256 +${state} +\\d+ d +2026-12-30T00:00:00Z +sha256:`));
  });

  it.each([
    [
      "superseded",
      registryText({ ...first, more: ["revoked: { at: 2026-11-01T00:00:00Z, reason: superseded }"] }),
      "Nobody signs for anything.",
    ],
    [
      "compromised, also where another was superseded",
      registryText(
        { ...first, more: ["revoked: { at: 2026-11-01T00:00:00Z, reason: compromise }"] },
        { ...next, from: "2026-10-02T00:00:00Z", more: ["revoked: { at: 2026-11-01T00:00:00Z, reason: superseded }"] },
      ),
      "Nobody can sign for release: its last key, a, is",
    ],
    ["not begun", registryText(next), "Nobody can sign for release: its last key, b, has not begun."],
    ["nowhere", "keys: []\n", "Nobody signs for anything."],
  ])("ends with 1 when every key is %s", async (_name, registry, said) => {
    using folder = openKeysFolder();
    folder.write(registryPath, registry);
    const { code, out } = await folder.keys("status", "--at", "2026-12-01T00:00:00Z");
    expect([code, out]).toEqual([1, expect.stringContaining(said)]);
  });

  it("is clear beside a purpose that was ended on purpose, and says so", async () => {
    using folder = openKeysFolder();
    const ended = { id: "old", purpose: "nightly", key: freshKey(), from: first.from, until: first.until };
    const more = ["revoked: { at: 2026-11-01T00:00:00Z, reason: superseded }"];
    folder.write(registryPath, registryText(first, { ...ended, more }));
    const { code, out } = await folder.keys("status", "--at", "2026-12-01T00:00:00Z");
    expect([code, out]).toEqual([0, expect.stringContaining("Nobody is to sign for nightly any more")]);
    expect(out).toContain("Its purpose has a key that signs.");
  });

  it("is clear when another key has followed, and has every figure in JSON", async () => {
    using folder = openKeysFolder();
    folder.write(registryPath, registryText(first, next));
    const { code, out } = await folder.keys("status", "--at", "2027-01-01T00:00:00Z", "--format", "json");
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      {
        exitCode: 0,
        at: "2027-01-01T00:00:00Z",
        keys: [
          { id: "a", state: "expired", ageDays: 92, signsUntil: "2026-12-30T00:00:00Z", line: 2 },
          { id: "b", state: "active", ageDays: 8 },
        ],
        purposes: [{ purpose: "release", key: "b", state: "active", signs: true }],
      },
    ]);
  });

  it("follows the configuration, from any folder below it", async () => {
    using folder = openKeysFolder();
    const configuration = (keys: string) => `version: 1\ngates:\n  attestations:\n    keys: ${keys}\n`;
    folder.write(".github/lanekeeper.yml", configuration("{ registry: ours.yml, rotate-after: 30d, warn-after: 20d }"));
    folder.write("ours.yml", registryText(first));
    const { code, out } = await folder.keys("status", "--at", "2026-10-31T00:00:00Z");
    expect([code, out]).toEqual([1, expect.stringContaining("too old")]);
    folder.write(".github/lanekeeper.yml", configuration("{ rotate-after: 10d }"));
    expect((await folder.keys("status")).code).toBe(2);
  });

  it("ends with 2 without a registry, and with the place of what is wrong in one", async () => {
    using folder = openKeysFolder();
    expect(await folder.keys("status")).toMatchObject({
      code: 2,
      err: expect.stringContaining("lanekeeper keys rotate <purpose> --private-key <file>"),
    });
    expect((await folder.keys("status", "--registry", ".")).err).toContain('"." is a folder, and has to be a file');
    folder.write(registryPath, registryText({ ...first, more: ["\u001b[31m: 1"] }));
    const { code, err } = await folder.keys("status");
    expect([code, err]).toEqual([2, expect.stringMatching(/attestation-keys\.yml:\d+:\d+: /)]);
    expect(err).not.toContain("\u001b");
  });
});

describe("lanekeeper keys revoke", () => {
  it("writes moment and reason, with an entry, and can only become stronger", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key", "--id", "one");
    const revoke = (...args: readonly string[]) => folder.keys("revoke", "one", ...args);
    expect((await revoke("--reason", "superseded", "--at", "2027-03-01T00:00:00Z")).code).toBe(0);
    expect(folder.read(registryPath)).toContain('    revoked: { at: "2027-03-01T00:00:00Z", reason: superseded }\n');
    const later = await revoke("--reason", "superseded", "--at", "2027-04-01T00:00:00Z");
    expect([later.code, later.err]).toEqual([2, expect.stringContaining("cannot be taken back")]);
    expect((await revoke("--reason", "superseded", "--at", "2027-02-01T00:00:00Z")).code).toBe(0);
    expect((await revoke("--reason", "compromise")).code).toBe(0);
    expect((await revoke("--reason", "superseded")).code).toBe(2);
    expect((await folder.keys("audit")).code).toBe(0);
    expect(
      folder
        .read(logPath)
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).action),
    ).toEqual(["add", "revoke", "revoke", "revoke"]);
    expect((await folder.keys("status")).code).toBe(1);
  });

  it("names the keys there are, and changes nothing in a dry run", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key", "--id", "one");
    const before = folder.both();
    expect((await folder.keys("revoke", "two", "--reason", "compromise")).err).toContain("There are: one.");
    expect((await folder.keys("revoke", "one", "--reason", "compromise", "--dry-run")).code).toBe(0);
    expect((await folder.keys("revoke", "one", "--reason", "lost")).code).toBe(2);
    expect(folder.both()).toEqual(before);
  });
});

describe("lanekeeper keys record", () => {
  it("begins the log of a registry that was written by hand, after which keys can be rotated", async () => {
    using folder = openKeysFolder();
    folder.write(registryPath, registryText(first, next));
    expect((await folder.rotate("one.key")).err).toContain("lanekeeper keys record");
    const { code, out } = await folder.keys("record", "--format", "json");
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      {
        entries: [
          { action: "add", id: "a" },
          { action: "add", id: "b" },
        ],
      },
    ]);
    expect((await folder.keys("audit")).code).toBe(0);
    expect((await folder.rotate("one.key")).code).toBe(0);
  });

  it("writes down what was changed, revoked and removed", async () => {
    using folder = openKeysFolder();
    folder.write(registryPath, registryText(first, next, { ...next, id: "c", key: freshKey() }));
    await folder.keys("record");
    const place = /audit-log:.*\n/.exec(folder.read(registryPath))?.[0] ?? "";
    const revoked = { ...next, more: ["revoked: { at: 2027-01-01T00:00:00Z, reason: compromise }"] };
    folder.write(registryPath, `${place}${registryText({ ...first, until: "2026-12-29T00:00:00Z" }, revoked)}`);
    const { out } = await folder.keys("record", "--format", "json");
    expect(JSON.parse(out).entries.map(({ action, id }: Record<string, string>) => `${action} ${id}`)).toEqual([
      "change a",
      "revoke b",
      "remove c",
    ]);
    expect((await folder.keys("audit")).code).toBe(0);
    expect((await folder.keys("record")).out).toContain("nothing to write down");
  });

  it("does not write on where entries are missing, nor take a revocation back", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key", "--id", "one");
    await folder.keys("revoke", "one", "--reason", "compromise");
    const [registry, log] = folder.both();
    folder.write(logPath, `${log.split("\n")[0]}\n`);
    expect(await folder.keys("record")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Restore it from git."),
    });
    folder.write(logPath, log);
    folder.write(registryPath, registry.replace(/ +revoked:.*\n/, ""));
    expect(await folder.keys("record")).toMatchObject({
      code: 2,
      err: expect.stringContaining("cannot be taken back"),
    });
  });
});

describe("lanekeeper keys audit", () => {
  it("names file and line of what is wrong, and ends with 1", async () => {
    using folder = openKeysFolder();
    for (const name of ["one", "two", "three"]) await folder.rotate(`${name}.key`, "--id", name, "--overlap", "900d");
    const lines = folder.read(logPath).trimEnd().split("\n");
    const damaged: readonly (readonly [readonly string[], number, string])[] = [
      [lines.with(1, (lines[1] ?? "").replace("ada", "eve")), 2, "was changed"],
      [lines.toSpliced(1, 1), 2, "is missing before this line"],
      [[...lines, lines[2] ?? ""], 4, "out of place"],
      [lines.slice(0, 2), 3, "the last ones were removed"],
      [[], 1, "the last ones were removed"],
    ];
    for (const [written, line, what] of damaged) {
      folder.write(logPath, written.map((one) => `${one}\n`).join(""));
      const { code, out } = await folder.keys("audit", "--format", "json");
      expect([code, JSON.parse(out).flaws]).toEqual([
        1,
        expect.arrayContaining([{ in: "audit-log", line, what: expect.stringContaining(what) }]),
      ]);
      expect((await folder.keys("audit")).out).toMatch(
        new RegExp(`✗ \\.github/attestation-keys\\.audit\\.jsonl:${line}: `),
      );
    }
  });

  it("ends with 1 over a key that nobody wrote down, and with 2 where there is nothing to hold together", async () => {
    using folder = openKeysFolder();
    expect((await folder.keys("audit")).code).toBe(2);
    folder.write(registryPath, registryText(first));
    expect(await folder.keys("audit")).toMatchObject({
      code: 1,
      out: expect.stringContaining("attestation-keys.yml:2: The key a was added without an entry."),
    });
    folder.write(registryPath, "keys: 1\n");
    expect((await folder.keys("audit")).code).toBe(2);
  });
});
