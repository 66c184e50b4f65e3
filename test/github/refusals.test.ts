import { describe, expect, it } from "@jest/globals";
import { readAppManifest } from "../../src/app/app-manifest.ts";
import { faultOf, httpStatusOf, pauseOf } from "../../src/github/refusals.ts";

const now = 1_000_000;

function httpError(status: number, headers: Record<string, string> = {}, message = "refused") {
  return Object.assign(new Error(message), { name: "HttpError", status, response: { headers } });
}

describe("pauseOf", () => {
  it.each([
    ["retry-after first", httpError(403, { "retry-after": "30", "x-ratelimit-remaining": "0" }), now + 30_000],
    [
      "then the reset when nothing remains",
      httpError(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1090" }),
      1_091_000,
    ],
    [
      "then a minute for a secondary limit",
      httpError(403, {}, "You have exceeded a secondary rate limit"),
      now + 60_000,
    ],
    ["and for any 429", httpError(429), now + 60_000],
    ["a missing permission is no limit", httpError(403, { "x-ratelimit-remaining": "4000" }), undefined],
    ["nor is a server error", httpError(500), undefined],
  ])("%s", (_name, error, expected) => {
    expect(pauseOf(error, now)).toBe(expected);
  });
});

describe("faultOf", () => {
  it.each([
    [401, "GITHUB_FORBIDDEN", true],
    [403, "GITHUB_FORBIDDEN", false],
    [404, "GITHUB_NOT_FOUND", false],
    [410, "GITHUB_NOT_FOUND", false],
    [422, "GITHUB_REJECTED", false],
    [500, "GITHUB_UNAVAILABLE", true],
    [502, "GITHUB_UNAVAILABLE", true],
  ])("HTTP %i is %s", (status, code, retry) => {
    expect(faultOf(httpError(status), "GET /x", undefined)).toMatchObject({ code, retry });
  });

  it.each([
    ["GET /repos/{owner}/{repo}/actions/runs", "actions", "read"],
    ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", "actions", "read"],
    ["POST /repos/{owner}/{repo}/check-runs", "checks", "write"],
    ["GET /repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests", "read"],
  ])("a refusal of %s names the permission of app.yml that is missing", (route, name, level) => {
    expect(readAppManifest().permissions).toMatchObject({ [name]: level });
    expect(faultOf(httpError(403), route, undefined).message).toBe(
      `The installation lacks the permission ${name}: ${level}, which is needed at ${route} (HTTP 403).`,
    );
  });

  it("no answer at all may pass", () => {
    expect(faultOf(new TypeError("fetch failed"), "GET /x", undefined)).toMatchObject({
      code: "GITHUB_UNAVAILABLE",
      retry: true,
    });
  });

  it("a limit says when to come back", () => {
    expect(faultOf(httpError(403), "GET /x", 5)).toMatchObject({ code: "GITHUB_RATE_LIMITED", retryAt: 5 });
  });
});

describe("the HTTP status of a failure", () => {
  it("is known of GitHub's answer, also behind its Fault, and of nothing else", () => {
    const gone = httpError(410);
    const errors = [gone, faultOf(gone, "GET /x", undefined), new TypeError("fetch failed"), undefined];
    expect(errors.map(httpStatusOf)).toEqual([410, 410, undefined, undefined]);
  });
});
