import { isIP } from "node:net";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { actionsIssuerOf, githubUrl } from "../core/actions-issuer.ts";
import { Fault } from "../core/fault.ts";
import type { DatabaseAddress } from "../database/database.ts";
import { guessableSecret } from "./ingress/signature.ts";
import { readPrivateKey } from "./private-key.ts";
import { Variables } from "./variables.ts";

/** Everything the server can be told, checked. Times in milliseconds. */
export interface ServerSettings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The present webhook secret first, then the previous one while it is being replaced. */
  readonly webhookSecrets: readonly [string, ...string[]];
  readonly github: { readonly webUrl: string; readonly apiUrl: string };
  /** What certificates of workflows call the server, and who vouches for these workflows. */
  readonly certificates: { readonly webUrl: string; readonly issuer: string };
  /** Where people reach this server; without it check runs carry no link to the whole report. */
  readonly publicUrl: string | undefined;
  /** Whose tokens let a job upload reports, and for whom they must be made; without an audience nobody uploads. */
  readonly uploads: { readonly issuer: string; readonly audience: string | undefined };
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseAddress;
  readonly trustRoots: TrustRootSettings;
  readonly mirrors: { readonly root: string; readonly maxBytes: number; readonly fetchTimeoutMs: number };
  readonly roles: { readonly ingress: boolean; readonly workers: number };
  readonly coalesceMs: number;
  readonly leaseMs: number;
  readonly maxAttempts: number;
  readonly sweepEveryMs: number;
  readonly writeSpacingMs: number;
  readonly stopPatienceMs: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace";
}

/** The trust roots that attestations are verified with. */
export interface TrustRootSettings {
  readonly directory: string;
  readonly refresh: boolean;
  /** Where the roots of each instance are fetched from. */
  readonly mirrors: { readonly "public-good": string; readonly github: string };
}

export interface EnvironmentOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly directory: string;
  /** Throws when the file cannot be read. */
  readonly readFile: (path: string) => string;
}

const fetchTimeoutMs = 10 * 60_000;
const stopPatienceMs = 20_000;

/** Reads the server's settings. Throws BAD_ENVIRONMENT with everything that is wrong, not just the first of it. */
export function readEnvironment(options: EnvironmentOptions): ServerSettings {
  const given = givenBy(options.env);
  const parsed = Variables.safeParse(given);
  const key = readPrivateKey(given, options);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, given))),
    ...("problem" in key ? [key.problem] : []),
    ...secretProblems(given),
    ...addressProblems(given),
  ];
  if (problems.length > 0 || !parsed.success || "problem" in key) throw badEnvironment(problems);
  return settingsOf(parsed.data, key.pem, options.directory);
}

/** An empty variable is one that nobody set. Docker hands the quotes of an env file over; everybody else removes them. */
function givenBy(env: EnvironmentOptions["env"]): Given {
  const pairs = Object.entries(env).map(([name, value]) => [name, value?.replace(/^(["'])(.*)\1$/s, "$2")] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ""));
}

function settingsOf(variables: Variables, privateKey: string, directory: string): ServerSettings {
  const data = resolve(directory, variables.DATA_DIRECTORY);
  const webUrl = withoutSlash(variables.GITHUB_URL);
  const issuer = withoutSlash(variables.ACTIONS_ISSUER ?? actionsIssuerOf(webUrl));
  const publicUrl = variables.PUBLIC_URL === undefined ? undefined : withoutSlash(variables.PUBLIC_URL);
  return {
    appId: variables.APP_ID,
    privateKey,
    webhookSecrets: [
      variables.WEBHOOK_SECRET,
      ...(variables.WEBHOOK_SECRET_PREVIOUS === undefined ? [] : [variables.WEBHOOK_SECRET_PREVIOUS]),
    ],
    github: { webUrl, apiUrl: withoutSlash(variables.GITHUB_API_URL ?? apiUrlOf(webUrl)) },
    certificates: { webUrl, issuer },
    publicUrl,
    uploads: {
      issuer,
      audience: variables.UPLOAD_AUDIENCE ?? publicUrl,
    },
    host: variables.HOST,
    port: variables.PORT,
    database:
      variables.DATABASE_URL === undefined
        ? { kind: "sqlite", file: join(data, "lanekeeper.sqlite") }
        : { kind: "postgres", url: variables.DATABASE_URL },
    trustRoots: {
      directory: join(data, "trust-roots"),
      refresh: variables.TRUST_ROOT_REFRESH === "on",
      mirrors: {
        "public-good": withoutSlash(variables.SIGSTORE_TUF_URL),
        github: withoutSlash(variables.GITHUB_TUF_URL),
      },
    },
    mirrors: { root: join(data, "mirrors"), maxBytes: variables.MIRROR_MAX_MB * 1_000_000, fetchTimeoutMs },
    roles: {
      ingress: variables.ROLES.includes("ingress"),
      workers: variables.ROLES.includes("workers") ? variables.WORKERS : 0,
    },
    coalesceMs: variables.COALESCE_SECONDS * 1000,
    leaseMs: variables.LEASE_SECONDS * 1000,
    maxAttempts: variables.MAX_ATTEMPTS,
    sweepEveryMs: variables.SWEEP_MINUTES * 60_000,
    writeSpacingMs: variables.WRITE_SPACING_MS,
    stopPatienceMs,
    logLevel: variables.LOG_LEVEL,
  };
}

/** Enterprise Server answers below /api/v3, Enterprise Cloud with data residency at a host of its own. Source: docs.github.com, enterprise-server, "Getting started with the REST API". */
export function apiUrlOf(webUrl: string): string {
  if (webUrl === githubUrl) return "https://api.github.com";
  const { hostname } = new URL(webUrl);
  return hostname.endsWith(".ghe.com") ? `https://api.${hostname}` : `${webUrl}/api/v3`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

type Given = Readonly<Record<string, string | undefined>>;

function secretProblems(given: Given): readonly string[] {
  const names = ["WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS"] as const;
  return names
    .filter((name) => given[name] !== undefined && guessableSecret(given[name] ?? ""))
    .map((name) => `${name} is one that anybody can guess: make one with \`openssl rand -hex 32\`.`);
}

/** A token must not cross a network in the clear; on this machine it crosses none. */
function addressProblems(given: Given): readonly string[] {
  const reasons = {
    GITHUB_URL: "since the app's tokens are sent there",
    GITHUB_API_URL: "since the app's tokens are sent there",
    ACTIONS_ISSUER: "since the keys that are fetched there decide who may upload",
  } as const;
  return Object.entries(reasons).flatMap(([name, because]) => {
    const url = URL.parse(given[name] ?? githubUrl);
    if (url === null || url.protocol === "https:" || isLoopback(url.hostname)) return [];
    return [`${name} must begin with https://, ${because}.`];
  });
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || (isIP(hostname) === 4 && hostname.startsWith("127."));
}

function problemOf(issue: z.core.$ZodIssue, given: Given): string {
  const name = String(issue.path[0] ?? "");
  const meaning = Variables.shape[name as keyof typeof Variables.shape]?.description ?? "";
  if (given[name] === undefined) return `${name} is missing. ${meaning}`;
  return `${name} is wrong: ${issue.message.replace(/^Invalid input: /, "")}. ${meaning}`;
}

function badEnvironment(problems: readonly string[]): Fault {
  const count = problems.length === 1 ? "1 setting is" : `${problems.length} settings are`;
  const lines = problems.map((problem) => `  - ${problem}`).join("\n");
  return new Fault("BAD_ENVIRONMENT", `The environment cannot be used: ${count} missing or wrong.\n${lines}`, {
    retry: false,
  });
}
