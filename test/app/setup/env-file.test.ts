import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openEnvFile } from "../../../src/app/setup/env-file.ts";
import { assignments, withoutVariables } from "../../../src/app/setup/env-text.ts";

const app = {
  APP_ID: "7",
  PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----\nab+/=\n-----END RSA PRIVATE KEY-----",
  WEBHOOK_SECRET: "0123456789abcdef",
  PUBLIC_URL: "https://example.com",
};

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-env-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function write(old: string, force = false): Promise<string> {
  const path = join(directory, ".env");
  writeFileSync(path, old, { mode: 0o644 });
  const file = await openEnvFile(path, { force });
  await file.write(app);
  return readFileSync(path, "utf8");
}

describe("the env file", () => {
  it("is made for its owner alone, and nothing else is left in the folder", async () => {
    const path = join(directory, "new.env");
    await (await openEnvFile(path, { force: false })).write(app);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["new.env"]);
    expect(parseEnv(readFileSync(path, "utf8"))).toEqual(app);
  });

  it("keeps what is about other things, to the byte, and closes the file to others", async () => {
    const old = "# it's ours\nPORT=8080 # proxy\n\nNOTE='two\nAPP_ID=lines'\nAPP_ID=\nLOG_LEVEL=debug";
    const text = await write(old);
    expect(text).toBe(`${old.replace("APP_ID=\n", "")}\n${assignments(app)}`);
    expect(statSync(join(directory, ".env")).mode & 0o777).toBe(0o600);
  });

  it.each(["APP_ID=1", "export APP_ID = '1'", "PRIVATE_KEY_PATH=key.pem", "WEBHOOK_SECRET=x"])(
    "refuses a file with %j, before anything is written",
    async (line) => {
      await expect(write(`${line}\n`)).rejects.toMatchObject({
        code: "BAD_USAGE",
        message: expect.stringContaining("--force"),
      });
      expect(readFileSync(join(directory, ".env"), "utf8")).toBe(`${line}\n`);
    },
  );

  it("replaces the App with --force, and nothing of the old one stays", async () => {
    const old =
      'PORT=1\nAPP_ID=1\nPRIVATE_KEY="-----BEGIN\nold\n-----END"\nPRIVATE_KEY_PATH=x\nWEBHOOK_SECRET=a\n' +
      "WEBHOOK_SECRET_PREVIOUS=b\nGITHUB_URL=https://old.example.com\nGITHUB_API_URL=https://old.example.com/api\n";
    expect(await write(old, true)).toBe(`PORT=1\n${assignments(app)}`);
  });

  it("refuses a file in which a quote is open", async () => {
    await expect(write('NOTE="open\n')).rejects.toMatchObject({
      code: "BAD_USAGE",
      message: expect.stringContaining("cannot be changed safely"),
    });
  });

  it("refuses what is no file, and a folder that is not there", async () => {
    await expect(openEnvFile(directory, { force: true })).rejects.toMatchObject({ code: "BAD_USAGE" });
    await expect(openEnvFile(join(directory, "none", ".env"), { force: false })).rejects.toMatchObject({
      code: "BAD_USAGE",
      message: expect.stringContaining("cannot be written to"),
    });
  });

  it("follows a link to the file and leaves the link", async () => {
    writeFileSync(join(directory, "real"), "PORT=1\n");
    symlinkSync("real", join(directory, "link"));
    await (await openEnvFile(join(directory, "link"), { force: false })).write(app);
    expect(readFileSync(join(directory, "real"), "utf8")).toBe(`PORT=1\n${assignments(app)}`);
  });
});

describe("assignments", () => {
  it.each(["plain", "with space", 'a"b', "a$b#c", "a\nb", "https://example.com/a%20b~"])("reads %j back", (value) => {
    expect(parseEnv(assignments({ A: value, B: "2" }))).toEqual({ A: value, B: "2" });
  });

  it("refuses what cannot be read back", () => {
    expect(() => assignments({ A: "a'\nb" })).toThrow(RangeError);
  });
});

describe("withoutVariables", () => {
  it.each([
    ["A=1\nB=2\n", "B=2\n"],
    ["A='x\ny' # c\nB=2", "B=2"],
    ["A=`x`\r\nB=2\r\n", "B=2\r\n"],
    ["  export  A = 1\n#A=2\n", "#A=2\n"],
    ["AA=1\nB=A=1\n", "AA=1\nB=A=1\n"],
    ["", ""],
  ])("takes A out of %j", (text, expected) => {
    expect(withoutVariables(text, new Set(["A"]))).toBe(expected);
  });
});
