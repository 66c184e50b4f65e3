import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { z } from "zod";

type Claims = Readonly<Record<string, unknown>>;

/** What makes tokens for jobs, on loopback and with a real key. */
export interface ActionsIssuer {
  readonly url: string;
  /** A token with these claims; undefined leaves one out. Times are in seconds from now. */
  sign(claims: Claims, changes?: TokenChanges): Promise<string>;
  /** While true, keys cannot be had. */
  down: boolean;
  readonly keyRequests: number;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TokenChanges {
  readonly issuer?: string;
  readonly notBefore?: number;
  readonly issuedAt?: number;
  readonly expires?: number;
  /** `none` and `HS256` are what forgers try. `other-key` is one that the issuer does not have. */
  readonly signature?: "none" | "HS256" | "other-key" | "other-key-same-name";
}

const kid = "key-of-the-tests";

export async function startActionsIssuer(): Promise<ActionsIssuer> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const other = await generateKeyPair("RS256");
  const publicText = JSON.stringify(await exportJWK(publicKey));
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" }] });
  const state = { down: false, keyRequests: 0 };
  const server = createServer((request, response) => {
    const isKnown = request.url === "/.well-known/jwks";
    if (isKnown) state.keyRequests += 1;
    response.writeHead(state.down ? 503 : isKnown ? 200 : 404, { "content-type": "application/json" });
    response.end(jwks);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}`;
  return Object.assign(state, {
    url,
    async sign(claims: Claims, changes: TokenChanges = {}) {
      const now = Math.floor(Date.now() / 1000);
      const { issuer = url, notBefore = -300, issuedAt = 0, expires = 300, signature } = changes;
      const times = { nbf: now + notBefore, iat: now + issuedAt, exp: now + expires };
      const payload = { jti: randomUUID(), iss: issuer, ...times, ...claims };
      if (signature === "none") return `${part({ alg: "none", typ: "JWT" })}.${part(payload)}.`;
      const token = new SignJWT(payload);
      if (signature === "HS256") {
        // The trick: the public key, as the secret of another algorithm.
        return token.setProtectedHeader({ alg: "HS256", kid }).sign(new TextEncoder().encode(publicText));
      }
      const name = signature === "other-key" ? "unknown-key" : kid;
      const isForged = signature === "other-key" || signature === "other-key-same-name";
      return token.setProtectedHeader({ alg: "RS256", kid: name }).sign(isForged ? other.privateKey : privateKey);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

export interface JobOfRun {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly ownerId: number;
  readonly runId: number;
  readonly event: string;
  readonly sha: string;
  readonly audience: string;
  readonly workflow?: string;
}

/** The claims that GitHub puts into the token of a job. */
export function claimsOf(job: JobOfRun): Claims {
  const { repository, workflow = ".github/workflows/ci.yml" } = job;
  const fullName = `${repository.owner}/${repository.name}`;
  const isPull = job.event === "pull_request";
  const ref = isPull ? "refs/pull/1/merge" : "refs/heads/main";
  const workflowRef = `${fullName}/${workflow}@${ref}`;
  return {
    aud: job.audience,
    sub: `repo:${fullName}:${isPull ? "pull_request" : `ref:${ref}`}`,
    repository: fullName,
    repository_owner: repository.owner,
    repository_id: String(repository.id),
    repository_owner_id: String(job.ownerId),
    sha: job.sha,
    run_id: String(job.runId),
    run_number: "1",
    run_attempt: "1",
    event_name: job.event,
    ref,
    ref_type: "branch",
    head_ref: isPull ? "change" : "",
    base_ref: isPull ? "main" : "",
    workflow: "CI",
    workflow_ref: workflowRef,
    job_workflow_ref: workflowRef,
    actor: "claude",
    runner_environment: "github-hosted",
  };
}
