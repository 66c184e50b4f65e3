import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { z } from "zod";
import { Fault } from "../../src/core/fault.ts";
import type { PublishedCheck } from "../../src/core/store.ts";
import type { Annotation, CheckContent } from "../../src/github/check-content.ts";
import { type PublishedChecks, publishChecks } from "../../src/github/checks.ts";
import { headSha } from "../support/reports.ts";

const api = "https://api.github.com";
const runs = "/repos/acme/platform/check-runs";
const listing = `/repos/acme/platform/commits/${headSha}/check-runs`;
const repository = { id: 7, owner: "acme", name: "platform" };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});
// What it has patched would outlive this file in the process.
afterAll(() => nock.restore());

function rememberChecks(): PublishedChecks & { readonly checks: Map<string, PublishedCheck> } {
  const checks = new Map<string, PublishedCheck>();
  return {
    checks,
    publishedChecks: async () => [...checks.values()],
    savePublishedCheck: async (_repository, _sha, check) => {
      checks.set(check.name, check);
    },
    forgetPublishedCheck: async (_repository, _sha, name) => {
      checks.delete(name);
    },
  };
}

function contentOf(name: string, annotations = 0, title = "All good"): CheckContent {
  const annotation = (index: number): Annotation => ({
    path: "a.py",
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: "failure",
    title: "rule",
    message: "what",
  });
  return {
    name,
    conclusion: "success",
    title,
    summary: "Summary.",
    annotations: Array.from({ length: annotations }, (_, index) => annotation(index)),
    detailsUrl: undefined,
  };
}

let octokit: InstanceType<typeof ProbotOctokit>;
beforeEach(() => {
  octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
});

function publish(published: PublishedChecks, ...checks: readonly CheckContent[]) {
  return publishChecks({ octokit, appId: 99, repository, headSha, checks, published });
}

const Body = z.object({
  status: z.string(),
  conclusion: z.string().optional(),
  external_id: z.string().optional(),
  output: z.object({ annotations: z.array(z.unknown()) }),
});

/** Answers check-run writes like GitHub and keeps what was sent. */
function acceptWrites(firstId: number) {
  const sent: { method: string; path: string; body: z.infer<typeof Body> }[] = [];
  let id = firstId;
  nock(api)
    .persist()
    .post(runs)
    .reply(201, async (request: Request) => {
      sent.push({ method: "POST", path: new URL(request.url).pathname, body: Body.parse(await request.json()) });
      id += 1;
      return { id: id - 1 };
    });
  nock(api)
    .persist()
    .patch(/\/check-runs\/\d+$/)
    .reply(200, async (request: Request) => {
      const path = new URL(request.url).pathname;
      sent.push({ method: "PATCH", path, body: Body.parse(await request.json()) });
      return { id: Number(path.split("/").at(-1)) };
    });
  return sent;
}

function answerListing(checkRuns: readonly object[]) {
  return nock(api).get(listing).query(true).reply(200, { total_count: checkRuns.length, check_runs: checkRuns });
}

describe("publishChecks", () => {
  it("creates a run, and sends nothing when the content is the same", async () => {
    const published = rememberChecks();
    const sent = acceptWrites(10);
    expect(await publish(published, contentOf("lanekeeper"))).toEqual({ written: 1 });
    expect(await publish(published, contentOf("lanekeeper"))).toEqual({ written: 0 });
    expect(sent).toMatchObject([
      { method: "POST", body: { status: "completed", conclusion: "success", external_id: `7:${headSha}:lanekeeper` } },
    ]);
  });

  it("sends annotations in pages of 50 and the conclusion only with the last", async () => {
    const sent = acceptWrites(10);
    await publish(rememberChecks(), contentOf("lanekeeper / lane-guard", 120));
    expect(
      sent.map(({ method, body }) => [method, body.output.annotations.length, body.status, body.conclusion]),
    ).toEqual([
      ["POST", 50, "in_progress", undefined],
      ["PATCH", 50, "in_progress", undefined],
      ["PATCH", 20, "completed", "success"],
    ]);
  });

  it("finds the run again whose creation was never answered", async () => {
    const published = rememberChecks();
    nock(api).post(runs).replyWithError("socket hang up");
    await expect(publish(published, contentOf("lanekeeper"))).rejects.toThrow();
    answerListing([
      { id: 10, name: "lanekeeper", external_id: `7:${headSha}:lanekeeper`, output: { annotations_count: 0 } },
      { id: 11, name: "lanekeeper", external_id: "somebody else's", output: { annotations_count: 0 } },
    ]);
    const sent = acceptWrites(20);
    await publish(published, contentOf("lanekeeper"));
    expect(sent).toMatchObject([{ method: "PATCH", path: `${runs}/10` }]);
  });

  it("goes on behind the annotations that had arrived when an answer was lost", async () => {
    const published = rememberChecks();
    const content = contentOf("lanekeeper", 120);
    nock(api).post(runs).replyWithError("socket hang up");
    await expect(publish(published, content)).rejects.toThrow();
    const output = { title: content.title, summary: content.summary, annotations_count: 50 };
    answerListing([{ id: 10, name: "lanekeeper", external_id: `7:${headSha}:lanekeeper`, output }]);
    const sent = acceptWrites(20);
    await publish(published, content);
    expect(sent.map(({ path, body }) => [path, body.output.annotations.length, body.conclusion])).toEqual([
      [`${runs}/10`, 50, undefined],
      [`${runs}/10`, 20, "success"],
    ]);
  });

  it("asks nothing after a refusal, and goes on where it was refused", async () => {
    const published = rememberChecks();
    const refused = new Fault("GITHUB_RATE_LIMITED", "Wait.", { retry: true, retryAt: 1 });
    const sent = acceptWrites(10);
    let calls = 0;
    octokit.hook.wrap("request", (request, options) => {
      calls += 1;
      if (calls === 2) throw refused;
      return request(options);
    });
    const content = contentOf("lanekeeper", 60);
    await expect(publish(published, content)).rejects.toBe(refused);
    await publish(published, content);
    expect(sent.map(({ method, body }) => [method, body.output.annotations.length])).toEqual([
      ["POST", 50],
      ["PATCH", 10],
    ]);
    expect(calls).toBe(3);
  });

  it("updates a run in place, but makes a new one when its annotations changed", async () => {
    const published = rememberChecks();
    const sent = acceptWrites(10);
    await publish(published, contentOf("lanekeeper", 1));
    await publish(published, contentOf("lanekeeper", 1, "Another title"));
    await publish(published, contentOf("lanekeeper", 2, "Another title"));
    expect(sent.map(({ method, body }) => [method, body.output.annotations.length])).toEqual([
      ["POST", 1],
      ["PATCH", 0],
      ["POST", 2],
    ]);
  });

  it("does not leave the verdict of a gate behind that is judged no more", async () => {
    const published = rememberChecks();
    const sent = acceptWrites(10);
    await publish(published, contentOf("lanekeeper / old"), contentOf("lanekeeper"));
    await publish(published, contentOf("lanekeeper"));
    await publish(published, contentOf("lanekeeper"));
    expect(sent.map(({ method, body }) => [method, body.conclusion])).toEqual([
      ["POST", "success"],
      ["POST", "success"],
      ["PATCH", "skipped"],
    ]);
  });

  it("refuses to guess when GitHub lists only some of the runs", async () => {
    const published = rememberChecks();
    await published.savePublishedCheck(7, headSha, { name: "lanekeeper", runId: undefined, digest: "" });
    nock(api).get(listing).query(true).reply(200, { total_count: 101, check_runs: [] });
    await expect(publish(published, contentOf("lanekeeper"))).rejects.toMatchObject({ code: "LIST_CUT_SHORT" });
  });
});
