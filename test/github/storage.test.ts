import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { downloadArtifact } from "../../src/github/download-artifact.ts";

const zip = "PK: the bytes of an archive";
const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-storage-"));
  nock.disableNetConnect();
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  nock.cleanAll();
  nock.enableNetConnect();
});
afterAll(() => nock.restore());

async function download(location: string | undefined) {
  nock("https://api.github.com")
    .get("/repos/acme/platform/actions/artifacts/5/zip")
    .reply(302, "", location === undefined ? {} : { location });
  const to = join(directory, "a.zip");
  return downloadArtifact(octokit, { id: 7, owner: "acme", name: "platform" }, 5, { maxBytes: 100, to });
}

describe("the address of an artifact", () => {
  it("on another host is asked over https, without the token", async () => {
    const seen: (string | null)[] = [];
    nock("https://storage.example")
      .get("/a.zip")
      .query({ sig: "s" })
      .reply(200, async (request: Request) => {
        seen.push(request.headers.get("authorization"));
        return zip;
      });
    expect(await download("https://storage.example/a.zip?sig=s")).toEqual({ kind: "file", bytes: zip.length });
    expect(seen).toEqual([null]);
  });

  it.each([
    "http://storage.example/a.zip",
    "ftp://storage.example/a.zip",
    "file:///etc/passwd",
    "https://127.0.0.1/a.zip",
    "http://127.0.0.1:9/a.zip",
    "https://localhost/a.zip",
    "https://storage.localhost./a.zip",
    "https://[::1]/a.zip",
    "https://0x7f.1/a.zip",
    "https://user:password@storage.example/a.zip",
    "https://",
  ])("%s is not asked", async (location) => {
    await expect(download(location)).rejects.toMatchObject({
      code: "GITHUB_UNAVAILABLE",
      message: expect.stringContaining("not https"),
    });
    expect(existsSync(join(directory, "a.zip"))).toBe(false);
  });

  it("that leads on to plain http is left", async () => {
    nock("https://storage.example").get("/a.zip").reply(302, "", { location: "http://storage.example/a.zip" });
    await expect(download("https://storage.example/a.zip")).rejects.toMatchObject({
      code: "GITHUB_UNAVAILABLE",
      message: expect.stringContaining("not https"),
    });
  });

  it("that is missing is trouble of GitHub", async () => {
    await expect(download(undefined)).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
  });
});
