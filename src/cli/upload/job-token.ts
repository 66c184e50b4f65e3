import { z } from "zod";
import { badUsage } from "../../core/bad-usage.ts";
import type { Terminal } from "../terminal.ts";

/** Asks GitHub Actions for a new token of this job. Throws BAD_USAGE where there is none to be had. */
export type JobToken = () => Promise<string>;

const Answer = z.object({ value: z.string().min(1) });
const timeoutMs = 20_000;

/** Source: docs.github.com, "OpenID Connect reference", requesting the token with environment variables. */
export function jobToken(env: Terminal["env"], audience: string): JobToken {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = env;
  if (address === undefined || address === "" || secret === undefined || secret === "") {
    const inActions = env["GITHUB_ACTIONS"] === "true";
    const why = inActions
      ? "The job may not ask for a token. Give it `permissions:` with `id-token: write`; jobs of a fork's pull request never get one, so upload an artifact there."
      : "Reports are uploaded from a job of GitHub Actions, whose token says which commit they are about. Here, use `lanekeeper check --report <file>`.";
    throw badUsage(why);
  }
  const url = URL.parse(address);
  if (url === null) throw badUsage("ACTIONS_ID_TOKEN_REQUEST_URL is no address.");
  url.searchParams.set("audience", audience);
  return async () => {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${secret}`, accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`GitHub Actions gave no token (HTTP ${response.status}).`);
    return Answer.parse(await response.json()).value;
  };
}
