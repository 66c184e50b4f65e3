import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { apiUrlOf, isLoopback } from "../environment.ts";
import { webhookPath } from "../server.ts";

/** What a person said on the command line. */
export interface SetupOptions {
  readonly url: string;
  readonly org?: string;
  readonly name?: string;
  readonly githubUrl: string;
  readonly port?: string;
  readonly env: string;
  readonly force?: true;
}

/** The same, checked. Addresses have no slash at their end. */
export interface SetupSettings {
  readonly publicUrl: string;
  readonly webhookUrl: string;
  /** Who will own the App; without it, the person who registers it. */
  readonly organization: string | undefined;
  readonly name: string | undefined;
  readonly github: { readonly webUrl: string; readonly apiUrl: string };
  /** 0 takes a free one. */
  readonly port: number;
  readonly envFile: string;
  readonly force: boolean;
}

/** GitHub refuses longer names. Source: docs.github.com, "Registering a GitHub App". */
const longestName = 34;
const organizationForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
// Nothing that could end a directive of a content security policy.
const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;
const pathForm = /^[\w./~%:@+=-]*$/;

/** Throws BAD_USAGE for the first option that cannot be used. */
export function readSetupOptions(options: SetupOptions, directory: string): SetupSettings {
  const github = gitHubAddress(options.githubUrl);
  const publicUrl = publicAddress(options.url, new URL(github).hostname);
  return {
    publicUrl,
    webhookUrl: publicUrl + webhookPath,
    organization: options.org === undefined ? undefined : organizationOf(options.org),
    name: options.name === undefined ? undefined : nameOf(options.name),
    github: { webUrl: github, apiUrl: apiUrlOf(github) },
    port: options.port === undefined ? 0 : portOf(options.port),
    envFile: resolve(directory, options.env),
    force: options.force === true,
  };
}

function publicAddress(text: string, githubHost: string): string {
  const url = addressOf("--url", text, "https://lanekeeper.example.com");
  if (isLoopback(url.hostname) && !isLoopback(githubHost)) {
    throw badUsage(
      `--url: ${url.origin} is this machine alone, and ${githubHost} cannot send webhooks there. ` +
        "Name the address at which the server will be reached from outside; a tunnel's address will do.",
    );
  }
  return withoutSlash(url);
}

function gitHubAddress(text: string): string {
  const url = addressOf("--github-url", text, "https://github.example.com");
  if (url.pathname === "/") return url.origin;
  throw badUsage(`--github-url: ${shown(text)} has a path. Name only the host, for example ${url.origin}.`);
}

function addressOf(flag: string, text: string, example: string): URL {
  const url = URL.parse(text);
  const plain = url !== null && /^https?:$/.test(url.protocol) && hostForm.test(url.hostname);
  if (!plain || !pathForm.test(url.pathname)) {
    throw badUsage(`${flag}: ${shown(text)} is no plain web address. Name one like ${example}.`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw badUsage(`${flag}: leave out user names, queries and fragments. Name an address like ${example}.`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw badUsage(
      `${flag}: ${url.origin} is not encrypted, and secrets would cross a network. Name an address like ${example}.`,
    );
  }
  return url;
}

function organizationOf(text: string): string {
  if (organizationForm.test(text)) return text;
  throw badUsage(`--org: ${shown(text)} is no name of an organization. Take the one in its address on GitHub.`);
}

function nameOf(text: string): string {
  const name = text.trim();
  const { length } = [...name];
  if (length >= 1 && length <= longestName && !/\p{C}/u.test(name)) return name;
  throw badUsage(
    `--name: GitHub takes 1 to ${longestName} visible characters, and these are ${length}. Name it shorter.`,
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw badUsage(`--port: ${shown(text)} is no number from 0 to 65535. Leave it out to take a free port.`);
}

function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, "");
}

function shown(text: string): string {
  return JSON.stringify(text);
}
