import { z } from "zod";
import { Commit, Exact, Name, Ref, Workflow } from "./values.ts";

export const patternText =
  "Write the identity with `*` for any characters: this is no regular expression, and host, owner and repository have to be written out before the first `*`, such as `https://github.com/acme/widgets/*`, or of an e-mail address all that is behind the @";

const SignerKeys = z.strictObject({
  workflow: Workflow.optional().describe(
    "The workflow that signs keylessly, such as `.github/workflows/release.yml`, or with its repository in front.",
  ),
  ref: Ref.optional().describe("The ref of that workflow, such as `refs/tags/v3`; any if left out."),
  digest: Commit.optional().describe("The commit of that workflow; any if left out."),
  identity: Exact.optional().describe("Who signs keylessly, exactly as the certificate says."),
  "identity-pattern": z
    .string()
    .min(1)
    .max(1000)
    .refine((text) => isPattern(text), patternText)
    .optional()
    .describe("The same with `*` for any characters; the whole identity has to fit."),
  issuer: Exact.optional().describe(
    "Who vouches for the identity, such as `https://accounts.example.com`; for a workflow, the server that it is on.",
  ),
  keys: z
    .array(Name)
    .min(1, "Name at least one purpose")
    .max(50)
    .optional()
    .describe("Purposes of keys in the registry, such as `release`: whichever of these keys is valid may sign."),
});

/** One of three: a workflow, an identity, or keys. */
export const SignerSetting = SignerKeys.superRefine((signer, context) => {
  const isGiven = (key: keyof SignerSetting) => signer[key] !== undefined;
  const ways = (["workflow", "identity", "identity-pattern", "keys"] as const).filter(isGiven);
  const object = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (ways.length !== 1) {
    object(ways[1] ?? "workflow", "Say in one way who signs: `workflow`, `identity`, `identity-pattern` or `keys`");
    return;
  }
  const [way = "workflow"] = ways;
  if (way.startsWith("identity") && !isGiven("issuer")) {
    object(
      "issuer",
      "An identity is worth what its issuer is: name it, such as `https://token.actions.githubusercontent.com`",
    );
  }
  if (way === "keys" && isGiven("issuer")) object("issuer", "A key has no issuer");
  for (const key of ["ref", "digest"] as const) {
    if (isGiven(key) && way !== "workflow") object(key, `\`${key}\` belongs to \`workflow\``);
  }
});
export type SignerSetting = z.output<typeof SignerKeys>;

/**
 * Regular expressions are none, and a pattern that fits anybody names nobody: on a platform that anybody may use, whose a workflow
 * is shows only in owner and repository, and whose an e-mail address is in its domain.
 */
export function isPattern(text: string): boolean {
  const isExpression = text.startsWith("^") || text.endsWith("$") || /\.[*+]|\\|\[|\(/.test(text);
  return !isExpression && (ofOneRepository.test(text) || ofOneDomain.test(text));
}

/** Host, owner and repository, each to its end. */
const ofOneRepository = /^https:\/\/[^/*@\s]+\/[^/*\s]+\/[^/*\s]+\//;
const ofOneDomain = /^[^/@\s]+@[^/@*\s]+\.[^/@*\s]+$/;
