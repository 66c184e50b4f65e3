import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";

/** What GitHub vouches for of the job that sends something. Names are of the time when the job began. */
export interface ActionsToken {
  /** No other token has it. */
  readonly id: string;
  /** Epoch milliseconds from which nobody takes it any more. */
  readonly endsAt: number;
  readonly repositoryId: number;
  readonly ownerId: number;
  readonly owner: string;
  readonly name: string;
  /** What was checked out: for a pull request, the merge commit that GitHub makes and not the head. */
  readonly sha: string;
  readonly runId: number;
  readonly attempt: number;
  /** What started the run, such as `push`. */
  readonly event: string;
}

/** Why a token counts for nothing. `no-keys` is no fault of the token: the issuer's keys cannot be had. */
export type TokenProblem =
  | { readonly kind: "no-keys" | "malformed" | "algorithm" | "signature" | "issuer" | "audience" | "expired" | "early" }
  | { readonly kind: "claims"; readonly names: readonly string[] };

export type ActionsTokenVerifier = (text: string) => Promise<ActionsToken | TokenProblem>;

export interface ActionsTokenOptions {
  /** Without a slash at its end; https, or on this machine. */
  readonly issuer: string;
  readonly audience: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Clocks differ by so much, in seconds. */
const toleranceSeconds = 30;
/** GitHub's tokens live for some minutes. */
const longestLifeSeconds = 3_600;

const whole = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .pipe(z.int());
const text = z.string().min(1).max(1_000);

/** Source: docs.github.com, "OpenID Connect reference". Numbers are written as texts. */
const Claims = z.object({
  // More than one audience would be a token that somebody else may use, too.
  aud: text,
  exp: z.int(),
  jti: text.max(200),
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  repository_id: whole,
  repository_owner_id: whole,
  sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  run_id: whole,
  run_attempt: whole,
  event_name: text,
  ref: text,
  head_ref: z.string().max(1_000),
  workflow_ref: text,
  job_workflow_ref: text,
});

/**
 * Checks tokens that GitHub Actions gives to jobs. Keys are fetched from the issuer when an unknown one is named, at most
 * twice a minute, and kept for ten minutes.
 */
export function actionsTokenVerifier({ issuer, audience, clock }: ActionsTokenOptions): ActionsTokenVerifier {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks`), { timeoutDuration: 5_000 });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ["RS256"],
        clockTolerance: toleranceSeconds,
        maxTokenAge: longestLifeSeconds,
        requiredClaims: ["exp"],
        currentDate: new Date(clock()),
      });
      return tokenOf(payload);
    } catch (error) {
      return problemOf(error);
    }
  };
}

function tokenOf(payload: JWTPayload): ActionsToken | TokenProblem {
  const parsed = Claims.safeParse(payload);
  if (!parsed.success) {
    return { kind: "claims", names: [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? "")))] };
  }
  const { data: claims } = parsed;
  const [owner = "", name = ""] = claims.repository.split("/");
  return {
    id: claims.jti,
    endsAt: (claims.exp + toleranceSeconds) * 1000,
    repositoryId: claims.repository_id,
    ownerId: claims.repository_owner_id,
    owner,
    name,
    sha: claims.sha,
    runId: claims.run_id,
    attempt: claims.run_attempt,
    event: claims.event_name,
  };
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return { kind: "expired" };
  if (error instanceof errors.JWTClaimValidationFailed) return claimProblem(error);
  if (error instanceof errors.JOSEAlgNotAllowed) return { kind: "algorithm" };
  if (error instanceof errors.JWSSignatureVerificationFailed) return { kind: "signature" };
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return { kind: "signature" };
  }
  const isMalformed = [errors.JWSInvalid, errors.JWTInvalid, errors.JOSENotSupported].some(
    (one) => error instanceof one,
  );
  return { kind: isMalformed ? "malformed" : "no-keys" };
}

function claimProblem({ claim, reason }: errors.JWTClaimValidationFailed): TokenProblem {
  if (reason === "missing" || reason === "invalid") return { kind: "claims", names: [claim] };
  if (claim === "iss") return { kind: "issuer" };
  if (claim === "aud") return { kind: "audience" };
  return claim === "nbf" || claim === "iat" ? { kind: "early" } : { kind: "claims", names: [claim] };
}
