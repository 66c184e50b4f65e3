import { Certificate } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { readEnvironment } from "../../src/app/environment.ts";
import { newKeys } from "../../src/demo/github/manifest-flow.ts";

const { privateKey } = newKeys();
const least = { APP_ID: "7", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "a-secret-of-the-test" };

function read(env: Readonly<Record<string, string | undefined>>, files: Readonly<Record<string, string>> = {}) {
  return readEnvironment({
    env,
    directory: "/srv",
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error("ENOENT");
      return text;
    },
  });
}

function problemsOf(env: Readonly<Record<string, string | undefined>>): string {
  try {
    read(env);
  } catch (error) {
    return String(error);
  }
  return "";
}

describe("the environment", () => {
  it("needs three variables; everything else has a default", () => {
    expect(read(least)).toMatchObject({
      appId: 7,
      webhookSecrets: ["a-secret-of-the-test"],
      github: { webUrl: "https://github.com", apiUrl: "https://api.github.com" },
      publicUrl: undefined,
      host: "127.0.0.1",
      port: 3000,
      database: { kind: "sqlite", file: "/srv/.lanekeeper/lanekeeper.sqlite" },
      roles: { ingress: true, workers: 2 },
      coalesceMs: 2_000,
      trustRoots: {
        directory: "/srv/.lanekeeper/trust-roots",
        refresh: true,
        mirrors: { "public-good": "https://tuf-repo-cdn.sigstore.dev", github: "https://tuf-repo.github.com" },
      },
    });
  });

  it("lets trust roots come from mirrors, or stay as they are", () => {
    const mirrors = {
      SIGSTORE_TUF_URL: "http://mirror.example/sigstore/",
      GITHUB_TUF_URL: "https://mirror.example/github",
    };
    expect(read({ ...least, ...mirrors }).trustRoots.mirrors).toEqual({
      "public-good": "http://mirror.example/sigstore",
      github: "https://mirror.example/github",
    });
    expect(read({ ...least, TRUST_ROOT_REFRESH: "off" }).trustRoots.refresh).toBe(false);
    expect(problemsOf({ ...least, TRUST_ROOT_REFRESH: "no" })).toContain("TRUST_ROOT_REFRESH is wrong");
    expect(problemsOf({ ...least, GITHUB_TUF_URL: "ftp://mirror.example" })).toContain("GITHUB_TUF_URL is wrong");
  });

  it.each([
    ["without an address", {}, "https://token.actions.githubusercontent.com", undefined],
    [
      "by its address",
      { PUBLIC_URL: "https://a.example/" },
      "https://token.actions.githubusercontent.com",
      "https://a.example",
    ],
    [
      "by a name of its own",
      { PUBLIC_URL: "https://a.example", UPLOAD_AUDIENCE: "me" },
      "https://token.actions.githubusercontent.com",
      "me",
    ],
    ["at Enterprise Server", { GITHUB_URL: "https://git.example" }, "https://git.example/_services/token", undefined],
    ["with data residency", { GITHUB_URL: "https://acme.ghe.com" }, "https://token.actions.acme.ghe.com", undefined],
    [
      "of an enterprise's own issuer",
      { ACTIONS_ISSUER: "https://x.example/acme/" },
      "https://x.example/acme",
      undefined,
    ],
  ])("knows whose tokens it takes: %s", (_what, env, issuer, audience) => {
    expect(read({ ...least, ...env }).uploads).toEqual({ issuer, audience });
    expect(read({ ...least, ...env }).certificates.issuer).toBe(issuer);
  });

  it("takes the keys of tokens from nobody in the clear, but on this machine", () => {
    expect(problemsOf({ ...least, ACTIONS_ISSUER: "http://x.example" })).toContain(
      "ACTIONS_ISSUER must begin with https://",
    );
    expect(problemsOf({ ...least, ACTIONS_ISSUER: "http://127.0.0.1:8080" })).toBe("");
  });

  it("says everything that is wrong at once", () => {
    const text = problemsOf({
      APP_ID: "seven",
      PORT: "70000",
      ROLES: "web",
      DATABASE_URL: "mysql://x",
      LOG_LEVEL: "loud",
    });
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET", "PORT", "ROLES", "DATABASE_URL", "LOG_LEVEL"]) {
      expect(text).toContain(`  - ${name} is `);
    }
    expect(text).toContain("7 settings");
  });

  it.each([
    ["with line ends", { PRIVATE_KEY: privateKey }],
    ["with \\n for its line ends", { PRIVATE_KEY: privateKey.replaceAll("\n", "\\n") }],
    ["in quotes, as Docker hands it over", { PRIVATE_KEY: `"${privateKey.replaceAll("\n", "\\n")}"` }],
    ["in base64", { PRIVATE_KEY: Buffer.from(privateKey).toString("base64") }],
    ["in a file", { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "key.pem" }],
  ])("takes a private key %s", (_how, variables) => {
    expect(read({ ...least, ...variables }, { "/srv/key.pem": privateKey }).privateKey.trim()).toBe(privateKey.trim());
  });

  it("takes a private key although a call before left an error in OpenSSL's queue", () => {
    // As the reading of a key that is none leaves it behind.
    Certificate.exportChallenge(Buffer.from("AAAA"));
    expect(read(least).privateKey).toBe(privateKey);
  });

  it("repeats nothing of a key that it cannot read", () => {
    const text = problemsOf({ ...least, PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n" });
    expect(text).toContain("PRIVATE_KEY is no private key");
    expect(text).toMatch(/in PEM form \(ERR_\w+\)\./);
    expect(text).not.toContain("c2VjcmV0");
  });

  it.each(["", "development", " "])("refuses the webhook secret %j", (secret) => {
    expect(problemsOf({ ...least, WEBHOOK_SECRET: secret })).toContain("WEBHOOK_SECRET");
  });

  it.each([
    ["https://github.example.com/", "https://github.example.com/api/v3"],
    ["https://acme.ghe.com", "https://api.acme.ghe.com"],
    ["http://127.0.0.1:9000", "http://127.0.0.1:9000/api/v3"],
  ])("finds the API of %s", (GITHUB_URL, apiUrl) => {
    expect(read({ ...least, GITHUB_URL }).github.apiUrl).toBe(apiUrl);
  });

  it("does not send tokens in the clear", () => {
    expect(problemsOf({ ...least, GITHUB_URL: "http://github.example.com" })).toContain("must begin with https://");
  });

  it("takes the previous secret and one role", () => {
    const settings = read({ ...least, WEBHOOK_SECRET_PREVIOUS: "the-one-before-it", ROLES: "ingress" });
    expect(settings.webhookSecrets).toEqual(["a-secret-of-the-test", "the-one-before-it"]);
    expect(settings.roles).toEqual({ ingress: true, workers: 0 });
  });
});
