/** One command as people write it in the first line of a comment. */
interface Syntax {
  readonly usage: string;
  readonly meaning: string;
  readonly who: string;
}

/** Every command, by its name, in the order in which the guide has them. */
export const syntax = {
  claim: {
    usage: "/claim <paths> [--ttl 24h] [--shared] [--agent <id>] [--reason <text>]",
    meaning: "Lease paths for a while, so that no other agent changes them.",
    who: "agents, for themselves; people with write, for any agent",
  },
  renew: {
    usage: "/renew",
    meaning: "Give the leases of this conversation their time again.",
    who: "agents, for themselves; people with write, for any agent",
  },
  release: {
    usage: "/release, /release <lease>, or /release all",
    meaning: "End the leases of this conversation, one lease, or all of the agent's.",
    who: "agents, for themselves; people with write, for any agent",
  },
  handoff: {
    usage: "/handoff <agent> <paths>",
    meaning: "Give paths to an agent, whoever holds them. An agent that does not hold them asks for them with it.",
    who: "people with write; agents, for what they hold or ask for themselves",
  },
  agent: {
    usage: "/agent <id>",
    meaning: "Say that this pull request speaks for an agent.",
    who: "delegates of the agent; people with write",
  },
  explain: {
    usage: "/explain <path>",
    meaning: "Say who owns a path, and why.",
    who: "everybody",
  },
  recheck: {
    usage: "/recheck",
    meaning: "Judge the pull request again, and tell of its overlaps in a comment, also where the gate only advises.",
    who: "its author, agents, and people with triage",
  },
  "merge-order": {
    usage: "/merge-order",
    meaning: "Suggest an order for merging the open pull requests against the same branch.",
    who: "its author, agents, and people with triage",
  },
  prefer: {
    usage: "/prefer #<number>",
    meaning: "Let a pull request go before this one; its own number lets it go before all others.",
    who: "people with write",
  },
  gate: {
    usage: "/gate override <gate> <finding> <reason>, or /gate revoke <lease>",
    meaning: "Let one finding pass for what the head is now, or end somebody's lease.",
    who: "people with maintain or admin",
  },
} as const satisfies Readonly<Record<string, Syntax>>;

export type CommandName = keyof typeof syntax;

export const commandNames: ReadonlySet<string> = new Set(Object.keys(syntax));

export function isCommandName(name: string): name is CommandName {
  return commandNames.has(name);
}
