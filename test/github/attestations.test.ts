import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { compress } from "snappyjs";
import { Fault } from "../../src/core/fault.ts";
import { attestationLimits, listAttestations } from "../../src/github/attestations.ts";
import { openWorld, type TestWorld } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

// It would stand in the way of the stand-in.
nock.restore();

const digest = `sha256:${"a".repeat(64)}`;
const texts = (items: readonly { readonly bundle: Uint8Array }[]) =>
  items.map(({ bundle }) => Buffer.from(bundle).toString("utf8"));

describe("attestations of a subject", () => {
  const list = async (world: TestWorld) => listAttestations(await octokitOf(world), world.repository, digest);

  it("are all of its bundles, inline and at addresses, from every page, byte for byte", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const expected: string[] = [];
    for (let at = 0; at < 7; at += 1) {
      const text = JSON.stringify({ at, padding: "x".repeat(at * 1_000) });
      expected.unshift(text);
      const shape = at % 2 === 0 ? "inline" : "address";
      github.storeAttestation(repository, { digests: [digest], stored: Buffer.from(text), shape });
    }
    github.storeAttestation(repository, { digests: [`sha256:${"b".repeat(64)}`], stored: Buffer.from("{}") });
    const { items, refused, complete } = await list(world);
    expect([texts(items), refused, complete]).toEqual([expected, [], true]);
    expect(items[2]?.from).toBe("attestation 3 that GitHub keeps");
    expect(github.violations).toEqual([]);
  });

  it("may be none, which is an answer", async () => {
    await using world = await openWorld();
    expect(await list(world)).toEqual({ items: [], refused: [], complete: true });
  });

  it("are no more than are read of one subject, and the list says so", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const store = () => github.storeAttestation(repository, { digests: [digest], stored: Buffer.from("{}") });
    for (let count = 0; count < attestationLimits.maxBundles; count += 1) store();
    const all = await list(world);
    expect([all.items.length, all.complete]).toEqual([attestationLimits.maxBundles, true]);
    store();
    const some = await list(world);
    expect([some.items.length, some.complete]).toEqual([attestationLimits.maxBundles, false]);
  });

  it("that are no Snappy, or would be too large, are named and take no other with them", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const store = (block: Uint8Array) => github.storeAttestation(repository, { digests: [digest], stored: { block } });
    // 2 GiB, and a literal that would lead a careless reader back to itself.
    store(Uint8Array.from([0x80, 0x80, 0x80, 0x80, 0x08, 0]));
    store(Uint8Array.from([1, 0xfc, 0xfa, 0xff, 0xff, 0xff]));
    store(Buffer.alloc(attestationLimits.maxBundleBytes + 1));
    store(compress(Buffer.alloc(attestationLimits.maxBundleBytes + 1)));
    github.storeAttestation(repository, { digests: [digest], stored: Buffer.from('{"good":1}') });
    const { items, refused, complete } = await list(world);
    expect([texts(items), complete]).toEqual([['{"good":1}'], true]);
    const most = attestationLimits.maxBundleBytes;
    expect(refused.map(({ because }) => because)).toEqual([
      expect.stringContaining(`announces ${most + 1} bytes, and at most ${most} are read`),
      expect.stringMatching(/^The bundle has more than [\d,]+ bytes/),
      expect.stringContaining("ends inside of an element"),
      expect.stringContaining(`announces 2147483648 bytes, and at most ${most} are read`),
    ]);
  });

  it("cannot be read without attestations: read, and the Fault names it", async () => {
    const permissions = { contents: "read", metadata: "read" } as const;
    await using world = await openWorld({ appManifest: { permissions, events: [] } });
    await expect(list(world)).rejects.toMatchObject({
      code: "GITHUB_FORBIDDEN",
      retry: false,
      message: expect.stringContaining("lacks the permission attestations: read"),
    });
  });

  it("may be had later when GitHub has trouble", async () => {
    await using world = await openWorld();
    const asks = ({ path }: { readonly path: string }) => path.includes("/attestations/");
    world.github.faults.respondWith(asks, { status: 502, body: {} });
    await expect(list(world)).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
    expect(await list(world)).toMatchObject({ complete: true });
  });
});

describe("odd and hostile answers", () => {
  const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
  const api = () =>
    nock("https://api.github.com").get(`/repos/acme/platform/attestations/${encodeURIComponent(digest)}`);
  const listed = () => listAttestations(octokit, { id: 7, owner: "acme", name: "platform" }, digest);
  const at = (bundle_url: string) =>
    api()
      .query(true)
      .reply(200, { attestations: [{ bundle_url }] });
  beforeAll(() => {
    nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it.each(["application/json", "application/json; charset=utf-8", "application/vnd.dev.sigstore.bundle.v0.3+json"])(
    "with a bundle that is sent as %s take it as it is",
    async (type) => {
      at("https://storage.example/bundle");
      nock("https://storage.example").get("/bundle").reply(200, '{"as":"it is"}', { "content-type": type });
      expect(texts((await listed()).items)).toEqual(['{"as":"it is"}']);
    },
  );

  it("that name another host get no token, and cookies of nobody", async () => {
    const seen: (string | null)[] = [];
    at("https://storage.example/bundle?sig=s");
    nock("https://storage.example")
      .get("/bundle")
      .query({ sig: "s" })
      .reply(200, async (request: Request) => {
        seen.push(request.headers.get("authorization"), request.headers.get("cookie"));
        return Buffer.from(compress(Buffer.from("{}")));
      });
    expect(texts((await listed()).items)).toEqual(["{}"]);
    expect(seen).toEqual([null, null]);
  });

  it.each([
    "http://storage.example/bundle",
    "file:///etc/passwd",
    "https://127.0.0.1/bundle",
    "http://127.0.0.1:9/bundle",
    "https://localhost/bundle",
    "https://[::1]/bundle",
    "https://user:password@storage.example/bundle",
  ])("that name the address %j lead nowhere", async (address) => {
    at(address);
    await expect(listed()).rejects.toMatchObject({
      code: "GITHUB_UNAVAILABLE",
      message: expect.stringContaining("not https"),
    });
  });

  it("whose address leads on to this machine, or round and round, are left", async () => {
    at("https://storage.example/a");
    nock("https://storage.example").get("/a").reply(302, "", { location: "https://127.0.0.1/a" });
    await expect(listed()).rejects.toMatchObject({ message: expect.stringContaining("not https") });
    at("https://storage.example/b");
    nock("https://storage.example").get("/b").times(9).reply(302, "", { location: "/b" });
    await expect(listed()).rejects.toMatchObject({ message: expect.stringContaining("more than 3 times") });
  });

  it("without end are read to the last page that is asked for", async () => {
    let pages = 0;
    api()
      .query(true)
      .times(100)
      .reply(() => {
        pages += 1;
        const next = `https://elsewhere.example/attestations?after=${pages}`;
        return [200, { attestations: [] }, { link: `<${next}>; rel="next"` }];
      });
    expect(await listed()).toEqual({ items: [], refused: [], complete: false });
    expect(pages).toBe(attestationLimits.mostPages);
  });

  it.each<[string, string]>([
    ["no JSON", "<html>"],
    ["half of it", '{"attestations": ['],
    ["no list", '{"attestations": {}}'],
    ["nothing", ""],
  ])("that are %s are trouble that may pass", async (_what, body) => {
    api().query(true).reply(200, body, { "content-type": "application/json" });
    await expect(listed()).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
  });

  it("that are larger than is read are left", async () => {
    const { maxPageBytes } = attestationLimits;
    const body = `{"attestations": [], "padding": "${"x".repeat(maxPageBytes)}"}`;
    api().query(true).reply(200, body, { "content-type": "application/json" });
    const error = await listed().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ message: `GitHub's answer has more than ${maxPageBytes} bytes.` });
  });

  it("with entries that are none name each", async () => {
    const attestations = [
      {},
      null,
      7,
      { bundle: null },
      { bundle: [], bundle_url: 3 },
      { bundle_url: "/a" },
      { bundle: { good: 1 } },
    ];
    api().query(true).reply(200, { attestations });
    const { items, refused } = await listed();
    expect(texts(items)).toEqual(['{"good":1}']);
    expect(refused).toHaveLength(6);
    expect(refused[0]).toEqual({
      from: "attestation 1 that GitHub keeps",
      because: "GitHub's entry has neither a bundle nor an address of one.",
    });
  });

  it("with an inline bundle that is too large name it", async () => {
    api()
      .query(true)
      .reply(200, { attestations: [{ bundle: { padding: "x".repeat(attestationLimits.maxBundleBytes) } }] });
    expect((await listed()).refused).toMatchObject([{ because: expect.stringContaining("more than") }]);
  });

  it("with more bytes than are read of one subject are cut short", async () => {
    const { maxBundleBytes, maxTotalBytes } = attestationLimits;
    const padding = "x".repeat(maxBundleBytes - 100);
    const count = Math.floor(maxTotalBytes / maxBundleBytes);
    const attestations = Array.from({ length: count + 1 }, () => ({ bundle: { padding } }));
    api().query(true).reply(200, { attestations });
    const { items, complete } = await listed();
    expect([items.length, complete]).toEqual([count, false]);
  });
});
