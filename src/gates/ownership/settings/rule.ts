import { z } from "zod";
import { Name, Owners, Patterns } from "./names.ts";

const modes = ["exclusive", "frozen", "shared", "advisory", "open"] as const;

const modeText =
  "`exclusive`: only the owner may change it; `frozen`: the same, and no lease and no pack changes that; `advisory`: others are told; `shared`: everybody may; `open`: nobody owns it.";

export const Mode = z.enum(modes);
export type Mode = z.infer<typeof Mode>;

export const DefaultMode = Mode.default("open").describe(`The mode of paths that nothing else is said of. ${modeText}`);

const RuleKeys = z.strictObject({
  id: Name.describe("What the rule is called."),
  paths: Patterns.min(1).describe("Patterns as in `CODEOWNERS`: the last rule that matches a path counts."),
  exclude: Patterns.default([]).describe("Patterns of paths that are not meant."),
  owner: Owners.optional().describe(
    "The agent or people that own the paths, one name or a list; `humans` for everybody who is no agent.",
  ),
  mode: Mode.default("exclusive").describe(modeText),
});
export type Rule = z.output<typeof RuleKeys>;

/** Who forgets the owner of an exclusive rule would shut every agent out. */
export const Rule = RuleKeys.superRefine(({ owner, mode }, context) => {
  if (owner !== undefined || (mode !== "exclusive" && mode !== "advisory")) return;
  context.addIssue({ code: "custom", path: ["owner"], message: `A rule with the mode \`${mode}\` needs an owner` });
});
