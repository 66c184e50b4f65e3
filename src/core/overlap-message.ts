import { z } from "zod";
import { overlapFileKinds, overlapLevels } from "./overlap.ts";
import { yieldRules } from "./pull-request-overlaps.ts";
import { TrustTier } from "./trust-tier.ts";

/** How much of everything a message tells at most. */
export const messageLimits = {
  overlaps: 20,
  ownership: 20,
  files: 10,
  ranges: 5,
  symbols: 20,
  together: 5,
  changes: 12,
  parameters: 10,
  owners: 5,
  actions: 3,
  order: 50,
  text: 200,
  name: 80,
} as const;

const limits = messageLimits;
const number = z.int().positive().describe("The number of a pull request.");
const commit = z
  .string()
  .regex(/^[0-9a-f]{7,12}$/)
  .describe("The first digits of a commit.");
const path = z
  .string()
  .max(limits.text)
  .describe("Characters that nobody sees stand as escapes, and what is longer ends with `…`.");
const agent = z.string().max(limits.name).nullable().describe("The agent at work; null where none is known.");
/** Letters, digits, `_` and `$`, with dots between: nothing that could be a sentence. */
const name = z.string().max(limits.name);
/** As gates call themselves and their rules. */
const ruleName = z
  .string()
  .max(limits.name)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
const ranges = z
  .array(z.tuple([z.int().positive(), z.int().positive()]))
  .max(limits.ranges)
  .readonly()
  .describe("Pairs of the first and the last line.");
const outcome = z.enum(["clean", "conflict"]);

const owners = z.array(z.string().max(limits.name)).max(limits.owners).readonly();

const OwnershipEntry = z.strictObject({
  path,
  owners,
  mode: z.string().max(limits.name),
  source: z.string().max(limits.text).describe("What says so, such as `pack:m2-imports`."),
  result: z.literal("violation"),
});

const ContestedFile = z.strictObject({
  path,
  kind: z.enum(overlapFileKinds),
  this: ranges.describe("Lines of this head that the other one meets; none where lines cannot be told."),
  other: ranges.describe("Those of the other head."),
  owners: owners.describe("Who owns the path alone."),
});

const changed = { path, symbol: name };
const DefinitionChange = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("added"), ...changed }),
  z.strictObject({ op: z.literal("removed"), ...changed }),
  z.strictObject({ op: z.literal("renamed"), ...changed, to: name }),
  z.strictObject({
    op: z.literal("parameters"),
    ...changed,
    added: z.array(name).max(limits.parameters).readonly(),
    removed: z.array(name).max(limits.parameters).readonly(),
    newly_required: z.boolean().describe("Whether calls that were right before may lack an argument."),
  }),
]);

const OverlapEntry = z.strictObject({
  id: z.string().max(limits.name).describe("The same as long as the two meet at the same paths."),
  pr: number.describe("The other pull request."),
  agent,
  trust: TrustTier,
  head: commit,
  draft: z.boolean(),
  level: z.enum(overlapLevels),
  orders: z
    .strictObject({ this_then_other: outcome, other_then_this: outcome })
    .describe("What git says of merging one behind the other."),
  files: z.array(ContestedFile).max(limits.files).readonly(),
  symbols: z
    .array(name)
    .max(limits.symbols)
    .readonly()
    .describe(
      "Definitions that both touch, or that one lost and the other uses. None where they only break a rule together.",
    ),
  together: z
    .array(z.strictObject({ gate: ruleName, rule: ruleName }))
    .max(limits.together)
    .readonly()
    .optional()
    .describe(
      "What both break of what each keeps alone: the gate and its rule. Left out where nothing is, or nobody looked; the check run has the contract and the chain.",
    ),
  other_change: z
    .array(DefinitionChange)
    .max(limits.changes)
    .readonly()
    .describe("What the other pull request does to definitions there."),
  decision: z.strictObject({ yield: number.describe("Which of the two waits."), rule: z.enum(yieldRules) }),
  blocks: z.boolean().describe("Whether this pull request fails for it, where the gate enforces."),
  hidden: z.int().nonnegative().describe("Files, symbols and changes that are left out here."),
});

const id = z.int().min(1).max(limits.actions);
const Action = z.discriminatedUnion("do", [
  z.strictObject({ id, do: z.literal("drop_paths"), paths: z.array(path).readonly() }),
  z.strictObject({
    id,
    do: z.literal("rebase_after"),
    prs: z.array(number).readonly(),
    command: z.string().optional(),
  }),
  z.strictObject({ id, do: z.literal("request_handoff"), paths: z.array(path).readonly(), command: z.string() }),
  z.strictObject({
    id,
    do: z.literal("adapt_uses"),
    prs: z.array(number).readonly(),
    symbols: z.array(name).readonly(),
  }),
  z.strictObject({ id, do: z.literal("close_duplicate"), prs: z.array(number).readonly() }),
]);

/**
 * What the agent of one pull request is told of how it meets others, and whose paths it touches. Nothing in it is a free text
 * of another pull request: it is read by agents, who might take such a text for an order.
 */
export const OverlapMessage = z.strictObject({
  schema: z.literal("lanekeeper.overlap/1"),
  pr: number,
  head: commit.describe("The head that was judged. When yours is another one, this is not about it yet."),
  base: z.strictObject({ ref: z.string().max(limits.text), sha: commit }),
  actor: z.strictObject({ agent, trust: TrustTier }).describe("Who acts on this pull request."),
  verdict: z
    .enum(["proceed", "coordinate", "yield", "blocked"])
    .describe(
      "`blocked`: the check fails. `yield`: another one goes first. `coordinate`: it meets others, which wait for it. `proceed`: nothing to do.",
    ),
  partial: z.boolean().describe("Whether there may be overlaps that nobody has looked for yet."),
  pairs: z
    .strictObject({ judged: z.int().nonnegative(), total: z.int().nonnegative() })
    .describe("Pairs that were compared, out of those that may meet."),
  set_aside: z
    .enum(["large", "stuck", "old"])
    .optional()
    .describe("Why it is compared with nobody, as when it collides with the base itself."),
  ownership: z.array(OwnershipEntry).max(limits.ownership).readonly().describe("Paths of others that it changes."),
  overlaps: z.array(OverlapEntry).max(limits.overlaps).readonly().describe("The strongest first."),
  hidden: z.int().nonnegative().describe("Overlaps and paths that are left out here."),
  actions: z.array(Action).max(limits.actions).readonly().describe("Do one of them; the first is the simplest."),
  merge_order: z.array(number).max(limits.order).readonly().describe("A suggestion for it and those that it meets."),
  override: z
    .string()
    .optional()
    .describe("The comment with which a maintainer lets the first blocking overlap pass. Not for agents."),
});
export type OverlapMessage = Readonly<z.infer<typeof OverlapMessage>>;
export type OverlapAction = OverlapMessage["actions"][number];

/** With what a maintainer lets an overlap pass: its id is that of its findings. */
export function overrideCommand(id: string): string {
  return `/gate override ownership ${id} REASON`;
}

/** When a pull request gets a comment. One that it has is kept up to date, except by `never`. */
export const CommentPolicy = z.enum(["never", "when-enforced", "always"]);
export type CommentPolicy = z.infer<typeof CommentPolicy>;

/** What a gate wants told. */
export const OverlapTelling = z.strictObject({
  message: OverlapMessage,
  comments: CommentPolicy,
  /** Whether it is worth a comment where there is none yet: that one notifies people. */
  notable: z.boolean(),
});
export type OverlapTelling = Readonly<z.infer<typeof OverlapTelling>>;
