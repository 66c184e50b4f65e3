import { z } from "zod";
import { GlobSetting } from "../../../formats/globs/glob-setting.ts";
import { Patterns } from "./names.ts";

const id = z
  .int({
    error: "Write the number that `gh api users/NAME --jq .id` prints: a name can change hands, the number cannot",
  })
  .positive()
  .describe("The number of the account, which decides: `gh api users/NAME --jq .id` prints it.");
const login = z.string().min(1).max(100).describe("The name of the account, for people to read. It decides nothing.");

const Identity = z.strictObject({
  login,
  id,
  type: z
    .enum(["bot", "user"])
    .default("bot")
    .describe("`bot` for the account of an app, `user` for one that somebody made for the agent."),
});

const Delegate = z.strictObject(
  { login, id },
  {
    error: ({ code }) =>
      code === "invalid_type"
        ? "Write `{login: alice, id: 1234}`; `gh api users/alice --jq .id` prints the number. A name alone can change hands"
        : undefined,
  },
);

const Declare = z.strictObject({
  branches: z.array(GlobSetting).max(50).default([]).describe("Globs of branches by which a person says so."),
  labels: z.array(z.string().min(1).max(100)).max(50).default([]).describe("Labels by which a person says so."),
});

const OwnHints = z.strictObject({
  branches: z.array(GlobSetting).max(50).default([]).describe("Globs of branches that the agent makes."),
  addresses: z
    .array(z.string().min(3).max(320))
    .max(50)
    .default([])
    .describe("Whole addresses that the agent writes into commits, as author, committer or co-author."),
});

const Limits = z.strictObject({
  "files-per-pull-request": z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("So many files may one pull request of the agent change."),
});

/** Of people, and of agents that nothing is said of. */
export const defaultPriority = 50;

export const Agent = z.strictObject({
  owns: Patterns.default([]).describe("Patterns of paths that only this agent may change."),
  identities: z
    .array(Identity)
    .max(50)
    .optional()
    .describe("Accounts of the agent. Left out: those that Lanekeeper knows of an agent of this name."),
  delegates: z
    .array(Delegate)
    .max(200)
    .default([])
    .describe("People who may speak for the agent. Each pull request of theirs has to say so by `declare`."),
  declare: Declare.prefault({}).describe(
    "How a pull request says that it is the agent's. It gives rights to delegates alone.",
  ),
  hints: z
    .union([z.enum(["builtin", "none"]), OwnHints])
    .default("builtin")
    .describe(
      "By what anybody can write and the agent usually does, for warnings: what Lanekeeper knows, nothing, or this.",
    ),
  priority: z
    .int()
    .min(0)
    .max(1_000)
    .default(defaultPriority)
    .describe(
      "Of two pull requests that collide, the one of the agent with more goes first, where nothing else tells.",
    ),
  limits: Limits.prefault({}).describe("What one agent may do at once."),
});
export type Agent = z.output<typeof Agent>;
