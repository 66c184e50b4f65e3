import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { AttestationSource } from "../../../src/core/attestation.ts";
import { artifactReports } from "../../../src/formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../../src/formats/attestations/bundle-reports.ts";
import { type ClosableVerifier, sigstoreVerifier } from "../../../src/sigstore/verifier.ts";
import { provenanceV1, statementOf } from "../../support/build-statements.ts";
import { type SigningWorld, signingWorld, workflowCommit } from "../../support/signing-world.ts";
import { type Change, gateOf, headSource, pullRequest, releaseOf, rulesOf } from "./support.ts";

let world: SigningWorld;
let verifier: ClosableVerifier;
let gate: ReturnType<typeof gateOf>;
beforeAll(async () => {
  world = await signingWorld();
  verifier = sigstoreVerifier();
  gate = gateOf(world, verifier);
});
afterAll(() => verifier.close());

const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const modules = (...some: readonly string[]) => some.map((name) => ({ name, subjects: [`${name}.whl`] }));
const one = { modules: modules("a") };

const provenanceOf = (text: string, name = `${text}.whl`) =>
  world.keyless({ statement: { ...statementOf(text), subject: statementSubject(text, name) } });

function statementSubject(text: string, name: string): unknown {
  const [subject] = Array.isArray(statementOf(text)["subject"]) ? (statementOf(text)["subject"] as unknown[]) : [];
  return [{ ...(subject as object), name }];
}

/** Every module's file has its name as text; the first so many are attested, by bundles that GitHub keeps. */
async function attested(count: number, some: readonly string[] = names): Promise<Change> {
  const kept: Record<string, Uint8Array[]> = {};
  for (const name of some.slice(0, count)) kept[name] = [await provenanceOf(name)];
  return { built: Object.fromEntries(some.map((name) => [`${name}.whl`, name])), kept };
}

describe("attestations", () => {
  it("passes a module whose file is attested by its own workflow, of this very commit", async () => {
    const ruling = await gate.ruling(await attested(1, ["a"]), one);
    expect(ruling).toMatchObject({ outcome: "passed", summary: "1 of 1 module attested, at least 100 % have to be." });
    const [row] = ruling.tables?.[0]?.rows ?? [];
    expect(row?.slice(0, 3)).toEqual(["✓", "a", "a.whl"]);
    expect(row?.[4]).toBe("acme/widgets/.github/workflows/release.yml@refs/heads/main");
    expect(row?.[5]).toBe(`acme/widgets refs/heads/main ${workflowCommit.slice(0, 12)}`);
    expect(row?.[6]).toMatch(/^L2: the platform vouches/);
    expect(row?.[9]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each([
    [8, "passed"],
    [7, "failed"],
  ] as const)("takes %i of ten modules at 80 % for %s", async (count, outcome) => {
    const ruling = await gate.ruling(await attested(count), { modules: modules(...names), "minimum-attested": "80%" });
    expect(ruling.outcome).toBe(outcome);
    expect(rulesOf(ruling)).toEqual(outcome === "failed" ? ["too-few-attested"] : []);
    if (outcome === "passed") expect(ruling.notes.map(({ rule }) => rule)).toEqual(["not-attested"]);
  });

  it("fails for one wrong attestation, whatever the share is", async () => {
    const change = await attested(9);
    const stolen = await world.keyless(
      { statement: statementOf("j") },
      { identity: "https://github.com/mallory/widgets/.github/workflows/x.yml@refs/heads/main" },
    );
    const kept = { ...change.kept, j: [stolen] };
    const ruling = await gate.ruling({ ...change, kept }, { modules: modules(...names), "minimum-attested": "80%" });
    expect(rulesOf(ruling)).toEqual(["signer-mismatch"]);
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding?.what).toMatch(
      /^j: j\.whl, by GitHub's attestations\. Somebody else has signed: expected something like https:\/\/github\.com\/acme\/widgets\/\.github\/workflows\/\*, signed by https:\/\/github\.com\/mallory/,
    );
  });

  it("takes an empty list of attestations for unproven", async () => {
    const judged = await gate.judge(await attested(0, ["a"]), one);
    expect(judged).toEqual({
      kind: "unavailable",
      because:
        "0 of 1 module attested. a: nothing attests a.whl. Name files with --report a=FILE, and their bundles with --report a.attestations=FILE.",
    });
  });

  it("takes nothing that was built for unproven", async () => {
    const judged = await gate.judge({}, one);
    expect(judged).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/a: nothing was built as a\.whl/),
    });
  });

  it("takes a list that was cut short for unproven, unless one of it holds", async () => {
    const change: Change = { built: { "a.whl": "a" }, kept: { a: "cut-short" } };
    const judged = await gate.judge(change, one);
    expect(judged).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/GitHub keeps more attestations/),
    });
    const beside = {
      artifact: "dist",
      path: "a.whl.sigstore.json",
      text: Buffer.from(await provenanceOf("a")).toString(),
    };
    expect(await gate.ruling({ ...change, evidence: { head: [beside] } }, one)).toMatchObject({ outcome: "passed" });
  });

  it("takes more bundles than are judged for unproven, and not for none", async () => {
    const overloads = { "attestation-bundles": "There are 2 GB of bundles. Ask for fewer." };
    const change = { built: { "a.whl": "a" }, evidence: { overloads } };
    expect(await gate.judge(change, one)).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/a: There are 2 GB of bundles/),
    });
    const subject = { ...pullRequest, fromFork: true };
    expect(await gate.judge({ ...change, subject }, one)).toMatchObject({ kind: "unavailable" });
    expect(await gate.ruling({ ...change, kept: { a: [await provenanceOf("a")] } }, one)).toMatchObject({
      outcome: "passed",
    });
  });

  it("finds bundles beside what was built, several in one file", async () => {
    const lines = [await provenanceOf("a"), await provenanceOf("b")].map((bundle) => Buffer.from(bundle).toString());
    const evidence = { head: [{ artifact: "dist", path: "all.intoto.jsonl", text: lines.join("\n") }] };
    const change = { built: { "a.whl": "a", "b.whl": "b" }, evidence };
    expect(await gate.ruling(change, { modules: modules("a", "b") })).toMatchObject({ outcome: "passed", notes: [] });
  });

  const builtAs = (path: string, text: string) => ({ artifact: "dist", path, text });
  const all = { modules: [{ name: "core", subjects: ["core-*"] }] };

  it.each(["core-data.jsonl", "core-data.sigstore.json", "core-data.intoto.jsonl"])(
    "wants %s attested when it is no bundle, whatever its name says",
    async (path) => {
      const text = Buffer.from(await provenanceOf("a")).toString();
      const head = [builtAs("core-a.whl", "a"), builtAs("core-a.sigstore.json", text)];
      expect(await gate.ruling({ evidence: { head } }, all)).toMatchObject({ outcome: "passed" });
      const more = { evidence: { head: [...head, builtAs(path, `${JSON.stringify({ run: "evil" })}\n`)] } };
      const judged = await gate.judge(more, all);
      expect(judged.kind === "ruling" ? judged.ruling.outcome : judged.kind).not.toBe("passed");
    },
  );

  it("wants a file attested that has more in it than bundles", async () => {
    const text = Buffer.from(await provenanceOf("a")).toString();
    const mixed = `${text}\n${JSON.stringify({ run: "evil" })}\n`;
    const head = [builtAs("core-a.whl", "a"), builtAs("core-a.intoto.jsonl", mixed)];
    const judged = await gate.judge({ evidence: { head } }, all);
    expect(judged.kind === "ruling" ? judged.ruling.outcome : judged.kind).not.toBe("passed");
  });

  it("wants a file attested that is called as a bundle of another artifact is", async () => {
    const name = "core-a.sigstore.json";
    const text = Buffer.from(await provenanceOf("a")).toString();
    const head = [builtAs("core-a.whl", "a"), builtAs(name, text)];
    const other = { artifact: "more", path: name, text: JSON.stringify({ run: "evil" }) };
    const judged = await gate.judge({ evidence: { head: [...head, other] } }, all);
    expect(judged.kind === "ruling" ? judged.ruling.outcome : judged.kind).not.toBe("passed");
  });

  it("does not take a bundle's place in the repository for one in an artifact", async () => {
    const attestations = ["github", { file: "**/*" }];
    const head = [builtAs("core-a.whl", "a")];
    const settings = { modules: [{ ...all.modules[0], attestations }] };
    expect(await gate.ruling({ evidence: { head }, kept: { a: [await provenanceOf("a")] } }, settings)).toMatchObject({
      outcome: "passed",
      examined: { count: 1 },
    });
  });

  it("leaves out bundles of the repository that are where the policy says, and no other file", async () => {
    const text = Buffer.from(await provenanceOf("a")).toString();
    const subject = { name: "a", subjects: ["data/*"], "built-in": "repository" };
    const settings = { modules: [{ ...subject, attestations: [{ file: "data/*.json" }] }] };
    const head = { "data/a.csv": "a", "data/a.json": text };
    expect(await gate.ruling({ head }, settings)).toMatchObject({ outcome: "passed" });
    const other = await gate.judge({ head: { ...head, "data/b.json": "{}" } }, settings);
    expect(other.kind === "ruling" ? other.ruling.outcome : other.kind).not.toBe("passed");
  });

  it("does not hold the bundle of one module against another one that has none", async () => {
    const evidence = {
      head: [{ artifact: "dist", path: "a.sigstore.json", text: Buffer.from(await provenanceOf("a")).toString() }],
    };
    const change = { built: { "a.whl": "a", "b.whl": "b" }, evidence };
    const ruling = await gate.ruling(change, { modules: modules("a", "b"), "minimum-attested": "50%" });
    expect(ruling).toMatchObject({
      outcome: "passed",
      summary: "1 of 2 modules attested, at least 50 % have to be; 1 not attested.",
    });
  });

  it("holds a bundle against the file that it names, when it is of other bytes", async () => {
    const evidence = {
      head: [
        { artifact: "dist", path: "a.sigstore.json", text: Buffer.from(await provenanceOf("old", "a.whl")).toString() },
      ],
    };
    expect(rulesOf(await gate.ruling({ built: { "a.whl": "a" }, evidence }, one))).toEqual(["subject-mismatch"]);
  });

  it("fails for a file of the repository that nobody has signed, on that file", async () => {
    const settings = { modules: [{ ...one.modules[0], attestations: [{ file: "attestations/*.json" }] }] };
    const head = { "attestations/a.json": JSON.stringify({ module: "a", slsa_level: 3 }) };
    const ruling = await gate.ruling({ built: { "a.whl": "a" }, head }, settings);
    expect(ruling).toMatchObject({
      outcome: "failed",
      findings: [{ rule: "unsigned-attestation", at: { path: "attestations/a.json" } }],
    });
  });

  it("judges files of the repository itself", async () => {
    const settings = { modules: [{ name: "a", subjects: ["data/*.csv"], "built-in": "repository" }] };
    const ruling = await gate.ruling({ head: { "data/a.csv": "a" }, kept: { a: [await provenanceOf("a")] } }, settings);
    expect(ruling.outcome).toBe("passed");
  });

  it("judges files of a release by the commit of its tag, and none of a release that there is not", async () => {
    const text = Buffer.from(await provenanceOf("a")).toString();
    const released = { "a.whl": "a", "a.whl.sigstore.json": text };
    const asked = { name: "a", subjects: ["*.whl"], "built-in": "release" };
    const change = { released, sources: [{ ...headSource, commit: "2".repeat(40) }] };
    expect(await gate.ruling(change, { modules: [asked] })).toMatchObject({ outcome: "passed" });
    const judged = await gate.judge(change, { modules: [{ ...asked, release: "v2" }] });
    expect(judged).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/There is no release v2/) });
  });

  it("asks for the bundles of a release once, and for those of the one whose files it has", async () => {
    const known = releaseOf({ "a.whl": "a", "a.whl.sigstore.json": Buffer.from(await provenanceOf("a")).toString() });
    const asked: (string | undefined)[] = [];
    const release: AttestationSource["release"] = (reader, tag, names) => {
      asked.push(`${reader.id} ${tag}`);
      return known(reader, tag, names);
    };
    const settings = { modules: [{ name: "a", subjects: ["*"], "built-in": "release" }] };
    expect(await gate.ruling({ release }, settings)).toMatchObject({ outcome: "passed" });
    expect(asked).toEqual([`${artifactReports.id} undefined`, `${bundleReports.id} v1`]);
  });

  it("takes a plain list of folders as a start", async () => {
    const change = { built: { "core-1.0.whl": "a" }, kept: { a: [await provenanceOf("a")] } };
    expect(await gate.ruling(change, { modules: ["lukhas/core/"] })).toMatchObject({ outcome: "passed" });
  });
});

describe("attestations of a commit", () => {
  const settings = one;

  it("fails for a build of an older commit", async () => {
    const sources = [{ ...headSource, commit: "2".repeat(40) }];
    expect(rulesOf(await gate.ruling({ ...(await attested(1, ["a"])), sources }, settings))).toEqual([
      "commit-mismatch",
    ]);
  });

  const merge = { commit: workflowCommit, ref: "refs/pull/7/merge", what: "merge" } as const;
  const ofMerge = (): Promise<Uint8Array> =>
    world.keyless(
      { statement: statementOf("a", { predicate: provenanceV1({ ref: merge.ref }) }) },
      { claims: { sourceRepositoryRef: merge.ref } },
    );

  it("accepts a test merge from before the base moved, and no commit that only says so", async () => {
    const change = {
      built: { "a.whl": "a" },
      kept: { a: [await ofMerge()] },
      sources: [{ ...headSource, commit: "2".repeat(40) }],
    };
    expect(rulesOf(await gate.ruling(change, settings))).toEqual(["commit-mismatch"]);
    expect(await gate.ruling({ ...change, earlierMerges: [merge] }, settings)).toMatchObject({ outcome: "passed" });
  });

  const elsewhere = async () => ({
    built: { "a.whl": "a" },
    kept: { a: [await ofMerge()] },
    sources: [{ ...headSource, commit: "2".repeat(40) }],
  });

  it("is unproven where nobody can tell whether it is a test merge, and says why", async () => {
    const earlierMerge = async () => ({ kind: "unavailable", because: "Nobody may ask that here." }) as const;
    const change = { ...(await elsewhere()), earlierMerge };
    expect(await gate.judge(change, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/Whether the attested commit 8c0d\w+ counts .*\. Nobody may ask that here\./),
    });
    expect(rulesOf(await gate.ruling(change, { ...settings, "built-from": ["head"] }))).toEqual(["commit-mismatch"]);
  });

  it("is unproven of the commits beyond those that are asked about", async () => {
    const built = Array.from({ length: 11 }, (_, index) => `${index}`);
    const asked: string[] = [];
    const earlierMerge = async (commit: string) => {
      asked.push(commit);
      return { kind: "answer", value: { ...merge, commit } } as const;
    };
    const ofCommit = (name: string, commit: string) =>
      world.keyless(
        { statement: statementOf(name, { predicate: provenanceV1({ ref: merge.ref, commit }) }) },
        { claims: { sourceRepositoryRef: merge.ref, sourceRepositoryDigest: commit } },
      );
    const bundles = built.map(async (name, index) => [name, [await ofCommit(name, index.toString(16).repeat(40))]]);
    const change = {
      built: Object.fromEntries(built.map((name) => [`${name}.whl`, name])),
      kept: Object.fromEntries(await Promise.all(bundles)),
      sources: [headSource],
      earlierMerge,
    };
    expect(await gate.judge(change, { modules: modules(...built) })).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/^10 of 11 modules attested\. 10: Whether .*a{40}.* at most 10 are asked about/),
    });
    expect(asked).toHaveLength(10);
  });

  it("does not accept the test merge where only the head counts", async () => {
    const change = { built: { "a.whl": "a" }, kept: { a: [await ofMerge()] }, sources: [merge] };
    expect(await gate.ruling(change, settings)).toMatchObject({ outcome: "passed" });
    expect(rulesOf(await gate.ruling(change, { ...settings, "built-from": ["head"] }))).toEqual(["commit-mismatch"]);
  });

  it("is unproven where nobody knows which repository this is, unless the policy says", async () => {
    const change = { ...(await attested(1, ["a"])), repository: undefined };
    expect(await gate.judge(change, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/Name it with `source/),
    });
    expect(await gate.ruling(change, { ...settings, source: { repository: "acme/widgets" } })).toMatchObject({
      outcome: "passed",
    });
  });
});

describe("attestations on another server", () => {
  const ofServer = (server: string, issuer: string) => {
    const repository = `${server}/acme/widgets`;
    const identity = `${repository}/.github/workflows/release.yml@refs/heads/main`;
    const claims = {
      ...{ issuer, buildSignerUri: identity, buildConfigUri: identity, sourceRepositoryUri: repository },
      ...{ sourceRepositoryOwnerUri: `${server}/acme`, runInvocationUri: `${repository}/actions/runs/42/attempts/1` },
    };
    const made = { builder: identity, repository, invocation: claims.runInvocationUri };
    return { repository, identity, claims, made };
  };
  const build = async (server: string, issuer: string, said: object = {}): Promise<Change> => {
    const { repository, identity, claims, made } = ofServer(server, issuer);
    const statement = statementOf("a", { predicate: provenanceV1({ ...made, ...said }) });
    return {
      built: { "a.whl": "a" },
      kept: { a: [await world.keyless({ statement }, { identity, claims })] },
      repository,
    };
  };
  const servers = [
    ["https://acme.ghe.com", "https://token.actions.acme.ghe.com"],
    ["https://git.acme.example", "https://git.acme.example/_services/token"],
  ] as const;

  it.each(servers)("%s count by its own issuer, up to level 2", async (server, issuer) => {
    const asked = { ...one, "minimum-level": 2 };
    expect(await gate.ruling(await build(server, issuer), asked)).toMatchObject({ outcome: "passed" });
    const github = await build(server, "https://token.actions.githubusercontent.com");
    expect(rulesOf(await gate.ruling(github, asked))).toEqual(["signer-mismatch"]);
  });

  it("count by the issuer that the server is set up with", async () => {
    const issuer = "https://issuer.acme.example";
    const change = await build("https://git.acme.example", issuer);
    expect(rulesOf(await gate.ruling(change, one))).toEqual(["signer-mismatch"]);
    expect(await gate.ruling({ ...change, issuer }, { ...one, "minimum-level": 2 })).toMatchObject({
      outcome: "passed",
    });
  });

  it.each(servers)("%s contradict their provenance like any other", async (server, issuer) => {
    const change = await build(server, issuer, { commit: "2".repeat(40) });
    expect(rulesOf(await gate.ruling(change, one))).toEqual(["provenance-conflict"]);
  });
});

describe("attestations that are not there yet", () => {
  const until = 60_000 * 60;
  const running = ["ci.yml"];

  it("are waited for while a workflow runs, and then missing", async () => {
    const change = await attested(0, ["a"]);
    const waiting = { ...change, evidence: { patience: { since: 0, now: until - 1 }, running } };
    expect(await gate.judge(waiting, one)).toEqual({
      kind: "not-yet",
      because: "Not attested yet: a. Still running: ci.yml.",
      until,
    });
    const over = { ...change, evidence: { patience: { since: 0, now: until }, running } };
    expect(await gate.judge(over, one)).toMatchObject({ kind: "unavailable" });
    const ended = { ...change, evidence: { patience: { since: 0, now: 1 } } };
    expect(await gate.judge(ended, one)).toMatchObject({ kind: "unavailable" });
  });

  it("wait for what is to be built as well", async () => {
    const change = { evidence: { patience: { since: 0, now: 1 } } };
    expect(await gate.judge(change, one)).toMatchObject({ kind: "not-yet", until });
  });
});

describe("attestations of a fork", () => {
  const subject = { ...pullRequest, fromFork: true };

  it("fail, and say why there are none", async () => {
    const ruling = await gate.ruling({ ...(await attested(0, ["a"])), subject }, one);
    expect(ruling).toMatchObject({
      outcome: "failed",
      findings: [{ rule: "fork-cannot-sign", trace: ["a: nothing attests a.whl"] }],
    });
  });

  it("are left to the merge queue where the policy says so", async () => {
    const judged = await gate.judge({ subject }, { ...one, forks: "defer" });
    expect(judged).toMatchObject({ kind: "not-applicable", because: expect.stringMatching(/merge queue/) });
  });
});
