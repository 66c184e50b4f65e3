import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { Refusal } from "./refusal.ts";
import type { AppRegistration } from "./world.ts";

const Header = z.object({ alg: z.string() });
const Claims = z.object({
  iat: z.unknown(),
  exp: z.unknown(),
  iss: z.union([z.string(), z.number()]),
});
const maxLifetimeSeconds = 600;
/** GitHub lets the app's clock run ahead a little. Source: observed, not documented. */
const driftSeconds = 60;

/** Whether a bearer token has the shape of an app's JSON web token. */
export function looksLikeAppToken(token: string): boolean {
  return token.startsWith("eyJ") && token.split(".").length === 3;
}

/** Checks an app's JSON web token as GitHub does; throws the Refusal that GitHub gives. `now` in epoch milliseconds. */
export function verifyAppToken(app: AppRegistration, token: string, now: number): void {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const { alg } = decode(Header, header);
  const { iat, exp, iss } = decode(Claims, claims);
  if (alg !== "RS256") throw undecodable();
  if (String(iss) !== String(app.id) && iss !== app.clientId) throw new Refusal(404, "Integration not found");
  const key = createPublicKey(app.publicKey);
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url"))) throw undecodable();
  const seconds = now / 1000;
  if (typeof exp !== "number" || exp <= seconds) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (typeof iat !== "number" || iat > seconds + driftSeconds) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (exp > seconds + maxLifetimeSeconds + driftSeconds || exp - iat > maxLifetimeSeconds + driftSeconds) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
}

function decode<T>(schema: z.ZodType<T>, part: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
  } catch (cause) {
    throw undecodable(cause);
  }
}

export function undecodable(cause?: unknown): Refusal {
  const refusal = new Refusal(401, "A JSON web token could not be decoded");
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}
