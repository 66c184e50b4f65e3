import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Who may see the page. */
export interface Admission {
  /** The secret of the address. */
  readonly token: string;
  /** What the first browser keeps as a cookie. */
  readonly session: string;
  admits(token: string, session: string): boolean;
}

/** Lets in whoever opens the address first, and from then on only the browser that did. */
export function createAdmission(): Admission {
  const token = newSecret();
  const session = newSecret();
  let opened = false;
  return {
    token,
    session,
    admits(givenToken, givenSession) {
      if (!sameSecret(givenToken, token)) return false;
      if (opened) return sameSecret(givenSession, session);
      opened = true;
      return true;
    },
  };
}

/** What GitHub must bring back, so that nobody can slip the credentials of an App of theirs in here. */
export interface ReturnTicket {
  readonly state: string;
  /** Whether this is the first return with the right state. */
  spend(state: string): boolean;
  spent(): boolean;
}

export function createReturnTicket(): ReturnTicket {
  const state = newSecret();
  let spent = false;
  return {
    state,
    spend(given) {
      if (!sameSecret(given, state) || spent) return false;
      spent = true;
      return true;
    },
    spent: () => spent,
  };
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** In a time that says nothing about the secret, not even its length. */
function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
