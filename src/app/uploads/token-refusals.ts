import type { TokenProblem } from "../../github/actions-token.ts";
import { gitHubTrouble, refusal, type UploadRefusal } from "./refusal.ts";

/** In words, with what to do. What the token must say is no secret. */
export function tokenRefusal(
  problem: TokenProblem,
  expected: { readonly issuer: string; readonly audience: string },
): UploadRefusal {
  const refuse = (what: string, fix: string) => refusal(401, `token-${problem.kind}`, what, fix);
  const newToken = "Ask for a new token right before every upload.";
  const asGiven = "Send the token as GitHub Actions gave it, in `Authorization: Bearer …`.";
  switch (problem.kind) {
    case "no-keys":
      return gitHubTrouble(`The keys of ${expected.issuer} cannot be fetched.`, 30);
    case "malformed":
      return refuse("The token is no signed JSON Web Token.", asGiven);
    case "algorithm":
      return refuse("The token is not signed with RS256.", asGiven);
    case "signature":
      return refuse("The token is not signed with a key of the issuer.", asGiven);
    case "issuer":
      return refuse("The token is of another issuer.", `Use a token of ${expected.issuer}, from inside of a job.`);
    case "audience":
      return refuse("The token is made for somebody else.", `Ask for a token with the audience ${expected.audience}`);
    case "expired":
      return refuse("The token has expired.", newToken);
    case "early":
      return refuse("The token is not valid yet.", "Correct the clock of the server or of the issuer.");
    case "claims":
      return refuse(
        `The token does not say what it must: ${problem.names.join(", ")}.`,
        "Use a token that GitHub Actions gives to a job. An old GitHub Enterprise Server must be updated.",
      );
  }
}

export const noToken = refusal(
  401,
  "token-missing",
  "There is no token.",
  "Give the job `permissions: id-token: write`, and send its token in `Authorization: Bearer …`.",
);
