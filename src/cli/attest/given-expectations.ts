import { githubIssuer } from "../../core/actions-issuer.ts";
import type { VerificationKey } from "../../core/attestation.ts";
import { badUsage } from "../../core/bad-usage.ts";
import { isPattern, patternText } from "../../gates/attestations/settings/signer.ts";
import { Commit, Ref, Repository, repositoryUri } from "../../gates/attestations/settings/values.ts";
import type { Expectations, SignerRule } from "../../gates/attestations/verify/expectations.ts";
import type { AttestVerifyOptions } from "../commands/attest/verify.ts";
import { readKey } from "./read-key.ts";

export interface Given {
  readonly expected: Expectations;
  readonly keys: readonly VerificationKey[];
}

/** What the options ask for. Throws BAD_USAGE for those that are missing, contradict each other or cannot be meant. */
export async function givenExpectations(options: AttestVerifyOptions, directory: string): Promise<Given> {
  const signer = signerOf(options);
  const key = options.key === undefined ? [] : [await readKey(options.key, directory)];
  const { repo, ref, commit, type, builder, level = "0" } = options;
  for (const [option, text] of Object.entries({ repo, ref, commit, type, builder })) {
    if (text === "")
      throw badUsage(`--${option} is empty, which nothing ever is. Leave it out, or say what is expected.`);
  }
  if (repo !== undefined) hold("--repo", Repository.safeParse(repo));
  if (ref !== undefined) hold("--ref", Ref.safeParse(ref));
  if (commit !== undefined) hold("--commit", Commit.safeParse(commit));
  const commits = commit === undefined ? undefined : [{ commit, ref: undefined, what: "the commit that is asked for" }];
  return {
    keys: key,
    expected: {
      signer,
      predicateTypes: type === undefined ? undefined : [type],
      source: {
        repository: repo === undefined ? undefined : repositoryUri(repo),
        repositoryId: undefined,
        ownerId: undefined,
        ref,
        commits,
        unknownCommits: [],
        triggers: undefined,
        runner: undefined,
      },
      builder,
      minimumLevel: Number(level),
      trustedBuilders: [],
      platformIssuer: githubIssuer,
      keyBindings: [],
      keyRule: undefined,
    },
  };
}

function signerOf({ identity, identityPattern, issuer, key }: AttestVerifyOptions): SignerRule {
  const ways = [identity, identityPattern, key].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    throw badUsage("Say in one way who must have signed: --identity or --identity-pattern with --issuer, or --key.");
  }
  if (key !== undefined) {
    if (issuer !== undefined) throw badUsage("A key has no issuer: leave out --issuer.");
    return { kind: "keys", ids: [key] };
  }
  if (issuer === undefined || issuer === "")
    throw badUsage("An identity is worth what its issuer is: name it with --issuer.");
  if (identity !== undefined) {
    if (identity === "") throw badUsage("--identity is empty, which would be nobody.");
    return { kind: "certificate", identity: { kind: "exact", identity }, issuer };
  }
  const pattern = identityPattern ?? "";
  if (!isPattern(pattern)) throw badUsage(`--identity-pattern: ${patternText}.`);
  return { kind: "certificate", identity: { kind: "pattern", pattern }, issuer };
}

function hold(
  option: string,
  read: { readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined },
): void {
  const issue = read.error?.issues[0];
  if (issue !== undefined) throw badUsage(`${option}: ${issue.message}.`);
}
