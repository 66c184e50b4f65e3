import { createPublicKey, sign, verify } from "node:crypto";
import { statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parseKeyRegistry, type RegisteredKey } from "../../../src/formats/attestations/key-registry.ts";
import { openCosignKey } from "./cosign-key.ts";
import { type KeysFolder, logPath, openKeysFolder, passphrase, registryPath } from "./keys-folder.ts";

const day = 24 * 60 * 60_000;

function registered(folder: KeysFolder): readonly RegisteredKey[] {
  const parsed = parseKeyRegistry(Buffer.from(folder.read(registryPath)));
  if (parsed.kind === "broken") throw new Error(parsed.problems[0].what);
  return parsed.registry.keys;
}

const keyMaterial = /PRIVATE KEY/;

describe("lanekeeper keys rotate", () => {
  it.each([
    ["ecdsa-p256", "sha256"],
    ["ecdsa-p384", "sha384"],
    ["ed25519", undefined],
    ["rsa-3072", "sha256"],
  ])("makes a key of %s that signs what the registry's public key verifies", async (algorithm, hash) => {
    using folder = openKeysFolder();
    const { code, out, err } = await folder.rotate("release.key", "--algorithm", algorithm);
    expect([code, err]).toEqual([0, ""]);
    expect(out).not.toMatch(keyMaterial);
    const privateKey = openCosignKey(folder.read("release.key"), passphrase);
    const [key] = registered(folder);
    const payload = Buffer.from("DSSEv1 28 application/vnd.in-toto+json 2 {}");
    const signature = sign(hash, payload, privateKey);
    expect(verify(hash, payload, createPublicKey(key?.publicKey ?? ""), signature)).toBe(true);
    expect(verify(hash, Buffer.from("another"), createPublicKey(key?.publicKey ?? ""), signature)).toBe(false);
    expect((await folder.keys("audit")).code).toBe(0);
  });

  it("begins a registry: 90 days from now, one entry, a file that its owner alone can read", async () => {
    using folder = openKeysFolder();
    const before = Date.now() - 1000;
    await folder.rotate("release.key");
    const [key, ...others] = registered(folder);
    expect(others).toEqual([]);
    expect(key?.from).toBeGreaterThanOrEqual(before);
    expect((key?.until ?? 0) - (key?.from ?? 0)).toBe(90 * day);
    expect(statSync(join(folder.path, "release.key")).mode & 0o777).toBe(0o600);
    expect(folder.both().join("")).not.toMatch(keyMaterial);
    expect(JSON.parse(folder.read(logPath))).toMatchObject({
      seq: 1,
      actor: "ada",
      action: "add",
      id: key?.id,
      fingerprint: key?.fingerprint,
    });
  });

  it("puts the next key in front, keeps comments and line ends, and ends the one before after the overlap", async () => {
    using folder = openKeysFolder();
    await folder.rotate(
      "one.key",
      "--from",
      "2027-01-01T00:00:00Z",
      "--id",
      "one",
      "--builder",
      "https://ci.example/b",
      "--level",
      "2",
    );
    folder.write(
      registryPath,
      folder.read(registryPath).replace("keys:\n", "keys: # ours\n  # the first one\n").replaceAll("\n", "\r\n"),
    );
    const { code, out } = await folder.rotate(
      "two.key",
      "--from",
      "2027-02-01T00:00:00Z",
      "--overlap",
      "7d",
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      dryRun: false,
      key: {
        id: "release-2027-02-01",
        from: "2027-02-01T00:00:00Z",
        until: "2027-05-02T00:00:00Z",
        builder: { level: 2 },
      },
      superseded: [{ id: "one", at: "2027-02-08T00:00:00Z" }],
      privateKey: { to: "file", file: "two.key" },
    });
    const text = folder.read(registryPath);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(text).toMatch(/keys: # ours\r\n {2}- id: "release-2027-02-01"[\s\S]* {2}# the first one\r\n {2}- id: "one"/);
    expect(registered(folder).map(({ id, revoked }) => [id, revoked?.reason])).toEqual([
      ["release-2027-02-01", undefined],
      ["one", "superseded"],
    ]);
    expect((await folder.keys("audit")).code).toBe(0);
  });

  it("leaves keys alone that end within the overlap anyway, and those of other purposes", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key", "--from", "2027-01-01T00:00:00Z", "--id", "one");
    await folder.keys("rotate", "sbom", "--private-key", "sbom.key", "--from", "2027-03-01T00:00:00Z", "--id", "sbom");
    await folder.rotate("two.key", "--from", "2027-03-22T00:00:00Z", "--id", "two");
    expect(registered(folder).map(({ id, revoked }) => [id, revoked])).toEqual([
      ["two", undefined],
      ["sbom", undefined],
      ["one", undefined],
    ]);
  });

  it("gives the key to a command, whose output is nowhere, and which never sees the passphrase", async () => {
    using folder = openKeysFolder();
    const line = "tee taken.key; env > environment";
    const { code, out, err } = await folder.keys("rotate", "release", "--private-key-to-command", line);
    expect([code, err]).toEqual([0, ""]);
    expect(out).not.toMatch(keyMaterial);
    expect(openCosignKey(folder.read("taken.key"), passphrase).type).toBe("private");
    expect(folder.read("environment")).not.toContain(passphrase);
  });

  it("writes nothing in a dry run, and needs all that the real one needs", async () => {
    using folder = openKeysFolder();
    const { code, out } = await folder.rotate("release.key", "--dry-run", "--format", "json");
    expect([code, JSON.parse(out)]).toMatchObject([0, { dryRun: true, key: { fingerprint: null, publicKey: null } }]);
    expect([folder.has("release.key"), ...folder.both()]).toEqual([false, "", ""]);
    folder.write("release.key", "mine");
    expect((await folder.rotate("release.key", "--dry-run")).code).toBe(2);
  });

  it("takes the passphrase from a file, without its line end", async () => {
    using folder = openKeysFolder({ COSIGN_PASSWORD: "" });
    folder.write("pass", "from a file of mine\r\n");
    await folder.rotate("release.key", "--passphrase-file", "pass");
    expect(openCosignKey(folder.read("release.key"), "from a file of mine").type).toBe("private");
  });
});

describe("lanekeeper keys rotate changes nothing", () => {
  it.each([
    ["without a passphrase", { COSIGN_PASSWORD: "" }, [], "set COSIGN_PASSWORD"],
    ["with a short one", { COSIGN_PASSWORD: "short" }, [], "at least 12 characters"],
    ["with one of two lines", {}, ["--passphrase-file", "two-lines"], "more than one line"],
    ["with two recipients", {}, ["--private-key-to-command", "cat"], "either --private-key or"],
    ["with a level alone", {}, ["--level", "2"], "--builder and --level together"],
    ["with an overlap that is none", {}, ["--overlap", "a week"], "whole days"],
    ["with a moment that is none", {}, ["--from", "tomorrow"], "2027-01-31T12:00:00Z"],
    ["with a beginning long ago", {}, ["--from", "2020-01-01T00:00:00Z"], "signs no more today"],
    ["with an id that is none", {}, ["--id", "a b"], "letters, digits"],
    ["with an actor that hides something", {}, ["--actor", "ada\u202e"], "visible characters"],
    ["with a configuration that cannot be read", {}, ["--registry", "two-lines"], "The registry cannot be read"],
  ])("%s", async (_what, environment, args, said) => {
    using folder = openKeysFolder(environment);
    folder.write("two-lines", "a passphrase\nof two lines\n");
    const { code, out, err } = await folder.rotate("release.key", ...args);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(said)]);
    expect([folder.has("release.key"), ...folder.both()]).toEqual([false, "", ""]);
  });

  it("where the file is there already, also as a link that leads nowhere", async () => {
    using folder = openKeysFolder();
    folder.write("release.key", "mine");
    symlinkSync("elsewhere", join(folder.path, "link.key"));
    for (const file of ["release.key", "link.key", "no/folder.key"]) expect((await folder.rotate(file)).code).toBe(2);
    expect([folder.read("release.key"), folder.has("elsewhere"), ...folder.both()]).toEqual(["mine", false, "", ""]);
  });

  it("where the registry was changed without an entry, or the log was", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key");
    const [registry, log] = folder.both();
    const others: readonly (readonly [string, string, string])[] = [
      [registry.replace('purpose: "release"', 'purpose: "sbom"'), log, "changed without an entry"],
      [registry, log.replace("ada", "eve"), "This last entry was changed"],
      [registry, "", "the last ones were removed"],
      [registry, `${log}{}\n`, "no entry of an audit log"],
      [registry.replace(/audit-log:.*\n/, ""), log, "does not say where its audit log stands"],
      [`${registry}  - id: x\n`, log, "The registry cannot be read"],
    ];
    for (const [text, lines, said] of others) {
      folder.write(registryPath, text);
      folder.write(logPath, lines);
      const { code, err } = await folder.rotate("two.key");
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
      expect([folder.has("two.key"), ...folder.both()]).toEqual([false, text, lines]);
    }
  });

  it("where the registry is not written in lines of its own", async () => {
    using folder = openKeysFolder();
    folder.write(registryPath, "{ keys: [] }\n");
    const { code, err } = await folder.rotate("one.key");
    expect([code, err]).toEqual([2, expect.stringContaining("cannot be edited safely")]);
    expect([folder.has("one.key"), folder.read(registryPath)]).toEqual([false, "{ keys: [] }\n"]);
  });

  it("where the command that is given the key fails", async () => {
    using folder = openKeysFolder();
    const { code, err } = await folder.keys("rotate", "release", "--private-key-to-command", "cat > /dev/null; exit 3");
    expect([code, err]).toEqual([2, expect.stringContaining("it ended with 3. Nothing has changed.")]);
    expect(folder.both()).toEqual(["", ""]);
  });

  it("where somebody else changes the registry meanwhile, and says what is left of the key", async () => {
    using folder = openKeysFolder();
    await folder.rotate("one.key");
    const line = `cat > taken.key; echo "# theirs" >> ${registryPath}`;
    const { code, err } = await folder.keys("rotate", "release", "--private-key-to-command", line);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/not registered: delete it there\.\n.*changed by somebody else/s),
    ]);
    expect(folder.read(registryPath)).toMatch(/# theirs\n$/);
    expect(registered(folder)).toHaveLength(1);
    expect(folder.has(`${registryPath}.pending`)).toBe(false);
  });
});
