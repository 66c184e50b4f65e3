import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { uploadKinds } from "../../../src/app/uploads/kinds.ts";
import { openDatabase } from "../../../src/database/database.ts";
import { readerName, reportReaders } from "../../../src/workers/report-readers.ts";
import { openUploadWorld, type UploadWorld } from "../../flows/support/upload-world.ts";
import { lcov } from "../../gates/coverage/support.ts";
import type { TokenChanges } from "../../support/actions-issuer.ts";

const report = lcov({ "core/a.py": "1:1 2:0" });
const path = "/api/reports/coverage";

let uploads: UploadWorld;
let base: string;
let pushRun: number;
beforeAll(async () => {
  uploads = await openUploadWorld();
  base = await uploads.world.push("main", { "core/a.py": "one()\ntwo()\n" });
  pushRun = (await uploads.startRun(base, "push")).id;
});
afterAll(() => uploads[Symbol.asyncDispose]());

const job = () => ({ runId: pushRun, event: "push", sha: base });
const goodToken = () => uploads.token(job());

async function storedRows(): Promise<number> {
  const database = await openDatabase(uploads.world.settings.database);
  try {
    const { rows } = await database.run(async (queries) => ({
      rows: await queries.selectFrom("evidence").select("path").execute(),
    }));
    return rows.length;
  } finally {
    await database.close();
  }
}

type Claims = Readonly<Record<string, unknown>>;
const refusedTokens: readonly (readonly [string, number, string, Claims, TokenChanges])[] = [
  ["of another issuer", 401, "token-issuer", {}, { issuer: "https://token.example" }],
  ["for somebody else", 401, "token-audience", { aud: "https://other.example" }, {}],
  ["for two audiences", 401, "token-claims", { aud: ["https://lanekeeper.example", "https://other.example"] }, {}],
  ["that has expired", 401, "token-expired", {}, { expires: -60, issuedAt: -600 }],
  ["that was made too long ago", 401, "token-expired", {}, { issuedAt: -8_000 }],
  ["that is not valid yet", 401, "token-early", {}, { notBefore: 120 }],
  ["from the future", 401, "token-early", {}, { issuedAt: 120 }],
  ["without an end", 401, "token-claims", { exp: undefined }, {}],
  ["that nobody signed", 401, "token-algorithm", {}, { signature: "none" }],
  ["signed with the public key as a secret", 401, "token-algorithm", {}, { signature: "HS256" }],
  ["signed with an unknown key", 401, "token-signature", {}, { signature: "other-key" }],
  ["signed with another key of the same name", 401, "token-signature", {}, { signature: "other-key-same-name" }],
  ...[
    "jti repository repository_id repository_owner_id sha run_id run_attempt event_name ref head_ref workflow_ref job_workflow_ref aud iss".split(
      " ",
    ),
  ].flatMap((names) =>
    names.map((name): (typeof refusedTokens)[number] => [
      `without ${name}`,
      401,
      "token-claims",
      { [name]: undefined },
      {},
    ]),
  ),
  ["with a number that is none", 401, "token-claims", { run_id: "1e3" }, {}],
  ["of a repository without the app", 403, "not-installed", { repository: "acme/other", repository_id: "4242" }, {}],
  ["of a repository that has another's name", 403, "not-installed", { repository_id: "4243" }, {}],
  ["of another owner", 403, "not-installed", { repository_owner_id: "4244" }, {}],
  ["of an unknown run", 404, "unknown-run", { run_id: "999999" }, {}],
  ["of another event than its run", 403, "other-run", { event_name: "pull_request" }, {}],
  ["of another commit than its run", 403, "other-run", { sha: "a".repeat(40) }, {}],
  ["of an attempt that GitHub does not show yet", 503, "github-unavailable", { run_attempt: "2" }, {}],
];

describe("a token", () => {
  it.each(refusedTokens)("%s is refused with %i %s", async (_what, status, error, claims, changes) => {
    const before = await storedRows();
    const answer = await uploads.send(path, await uploads.token(job(), claims, changes), report);
    expect([answer.status, answer.body["error"]]).toEqual([status, error]);
    expect(answer.body).toEqual({ error, what: expect.any(String), fix: expect.any(String) });
    expect(await storedRows()).toBe(before);
  });

  it("counts once, also when it is used twice at the same time", async () => {
    const token = await goodToken();
    const answers = await Promise.all([uploads.send(path, token, report), uploads.send(path, token, report)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await uploads.send(path, token, report)).body["error"]).toBe("token-used");
  });

  it("is in no line of the log, and no answer", async () => {
    const token = await goodToken();
    const answers = [await uploads.send(path, token, report), await uploads.send(path, token, report)];
    const [, , signature = ""] = token.split(".");
    expect(JSON.stringify([answers.map(({ body }) => body), uploads.world.logged])).not.toContain(signature);
  });

  it("of an attempt after which the run was started again is refused", async () => {
    const run = await uploads.startRun(base, "push");
    await run.complete("failure");
    const token = await uploads.token({ ...job(), runId: run.id });
    await run.rerun();
    const answer = await uploads.send(`${path}?flag=attempts`, token, report);
    expect([answer.status, answer.body["error"]]).toEqual([409, "older-attempt"]);
    const newer = await uploads.token({ ...job(), runId: run.id }, { run_attempt: "2" });
    expect((await uploads.send(`${path}?flag=attempts`, newer, report)).body).toMatchObject({
      outcome: "stored",
      attempt: 2,
    });
  });

  it("cannot be checked while the issuer's keys are not to be had, which passes", async () => {
    await using other = await openUploadWorld();
    other.issuer.down = true;
    const sha = await other.world.push("main", {});
    const { id: runId } = await other.startRun(sha, "push");
    const answer = await other.send(path, await other.token({ runId, event: "push", sha }), report);
    expect([answer.status, answer.body["error"], answer.headers.get("retry-after")]).toEqual([
      503,
      "github-unavailable",
      "30",
    ]);
    other.issuer.down = false;
    expect((await other.send(path, await other.token({ runId, event: "push", sha }), report)).status).toBe(201);
  });
});

const refusedRequests: readonly (readonly [
  string,
  number,
  string,
  string,
  string,
  Readonly<Record<string, string>>,
])[] = [
  ["of another kind", 404, "unknown-kind", "/api/reports/charts", report, {}],
  ["without a kind", 404, "unknown-kind", "/api/reports/", report, {}],
  ["with an empty flag", 400, "bad-flag", `${path}?flag=`, report, {}],
  ["with a flag of two lines", 400, "bad-flag", `${path}?flag=a%0Ab`, report, {}],
  ["with a name that is too long", 400, "bad-name", `${path}?name=${"x".repeat(201)}`, report, {}],
  ["with two flags", 400, "bad-query", `${path}?flag=a&flag=b`, report, {}],
  ["with what nobody knows", 400, "bad-query", `${path}?sha=${"a".repeat(40)}`, report, {}],
  ["from a form", 415, "wrong-type", path, report, { "content-type": "multipart/form-data; boundary=x" }],
  ["that is packed", 415, "packed", path, report, { "content-encoding": "gzip" }],
  ["of garbage", 422, "unusable-report", path, "garbage".repeat(1_000), {}],
  ["of nothing", 422, "unusable-report", path, "", {}],
  ["of an archive", 422, "unusable-report", path, "PK\u0003\u0004…", {}],
  ["that ends in the middle", 422, "unusable-report", path, report.slice(0, -15), {}],
];

describe("a report", () => {
  it.each(refusedRequests)("%s is refused with %i %s", async (_what, status, error, to, body, headers) => {
    const before = await storedRows();
    const answer = await uploads.send(to, await goodToken(), body, headers);
    expect([answer.status, answer.body["error"]]).toEqual([status, error]);
    expect(answer.body).toEqual({ error, what: expect.any(String), fix: expect.any(String) });
    expect(await storedRows()).toBe(before);
  });

  it("without a token is refused before anything is read", async () => {
    const answer = await uploads.send(path, "", report);
    expect([answer.status, answer.body["error"], answer.headers.get("www-authenticate")]).toEqual([
      401,
      "token-missing",
      "Bearer",
    ]);
  });

  it("is sent with PUT", async () => {
    const answer = await fetch(`${uploads.server.url}${path}`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "PUT"]);
  });

  it("that claims to be too large is refused before a byte of it came", async () => {
    const token = await goodToken();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, "content-length": "512000001" };
      const request = httpRequest(`${uploads.server.url}${path}`, { method: "PUT", headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject).flushHeaders();
    });
    expect(status).toBe(413);
    expect((await uploads.send(path, token, report)).status).toBe(201);
  });

  it("is answered with what was stored", async () => {
    const answer = await uploads.send(`${path}?flag=unit&name=lcov.info`, await goodToken(), report);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        outcome: "stored",
        commit: base,
        flag: "unit",
        name: "lcov.info",
        workflow: ".github/workflows/ci.yml",
        runId: pushRun,
        attempt: 1,
        ofBranch: true,
        counts: { files: 1, linesCovered: 1, linesTotal: 2 },
      },
    });
  });

  it("of an older run leaves that of a newer one alone", async () => {
    const newer = await uploads.startRun(base, "push");
    const token = await uploads.token({ ...job(), runId: newer.id });
    const to = `${path}?flag=twice`;
    expect((await uploads.send(to, token, report)).body["outcome"]).toBe("stored");
    const answer = await uploads.send(to, await goodToken(), report);
    expect([answer.status, answer.body["outcome"]]).toEqual([200, "superseded"]);
  });

  it("can be a built file, a wheel too, or bundles", async () => {
    const to = (kind: string) => `${path.replace(/coverage$/, kind)}?flag=dist`;
    const wheel = await uploads.send(to("artifacts"), await goodToken(), "PK\u0003\u0004 a wheel");
    expect(wheel).toMatchObject({ status: 201, body: { counts: { bytes: 12 } } });
    const bundles = await uploads.send(to("attestations"), await goodToken(), '{"a":1}\n{"b":2}\n');
    expect(bundles).toMatchObject({ status: 201, body: { counts: { bundles: 2 } } });
    const none = await uploads.send(to("attestations"), await goodToken(), "no bundle");
    expect([none.status, JSON.stringify(none.body)]).toEqual([422, expect.stringContaining("not JSON")]);
  });

  it("can be of every kind that is read", () => {
    expect(uploadKinds.map(({ reader }) => readerName(reader))).toEqual(reportReaders.map(readerName));
  });
});

describe("the metrics", () => {
  it("count uploads by kind, outcome and reason, and hold no text of a request", async () => {
    await using other = await openUploadWorld();
    const sha = await other.world.push("main", {});
    const { id: runId } = await other.startRun(sha, "push");
    const token = () => other.token({ runId, event: "push", sha });
    const used = await token();
    await other.send(path, used, report);
    await other.send(path, used, report);
    await other.send(path, await token(), "garbage");
    await other.send(`${path}?flag=`, await token(), report);
    await other.send(path, "no token", report);
    await other.send("/api/reports/secret", await token(), report);
    const text = await (await fetch(`${other.server.url}/metrics`)).text();
    const counted = text.split("\n").filter((line) => line.startsWith("lanekeeper_uploads_total{"));
    expect(counted.toSorted()).toEqual(
      [
        'kind="coverage",outcome="stored",reason=""',
        'kind="coverage",outcome="refused",reason="repeated"',
        'kind="coverage",outcome="refused",reason="report"',
        'kind="coverage",outcome="refused",reason="request"',
        'kind="coverage",outcome="refused",reason="token"',
        'kind="unknown",outcome="refused",reason="request"',
      ]
        .map((labels) => `lanekeeper_uploads_total{${labels}} 1`)
        .toSorted(),
    );
  });
});

describe("a server without an address of its own", () => {
  it("takes no uploads, and says what to set", async () => {
    await using other = await openUploadWorld({
      settings: { uploads: { issuer: uploads.issuer.url, audience: undefined } },
    });
    const answer = await other.send(path, await goodToken(), report);
    expect([answer.status, answer.body["error"]]).toEqual([404, "uploads-off"]);
  });
});
