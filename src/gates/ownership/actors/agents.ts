import type { Account } from "../../../core/acting.ts";
import { matcherOf } from "../../../formats/globs/path-globs.ts";
import type { Agent } from "../settings/agent.ts";
import { type KnownAgent, knownAgentNamed, knownAgents } from "./known-agents.ts";

/** An agent of the map, or one that Lanekeeper knows besides, with all by which it can be told. */
export interface AgentSigns {
  readonly name: string;
  readonly accounts: readonly Account[];
  readonly delegates: ReadonlySet<number>;
  readonly labels: ReadonlySet<string>;
  declaredBy(branch: string): boolean;
  hintedBy(branch: string): boolean;
  readonly addresses: ReadonlySet<string>;
  readonly trailers: ReadonlySet<string>;
}

/** The agents of the map first, so that what the configuration says of an account counts more than what Lanekeeper knows. */
export function agentSigns(agents: Readonly<Record<string, Agent>>): readonly AgentSigns[] {
  const configured = Object.entries(agents);
  const named = new Set(configured.flatMap(([name]) => knownAgentNamed(name)?.name ?? []));
  return [
    ...configured.map(([name, agent]) => signsOf(name, agent, knownAgentNamed(name))),
    ...knownAgents.filter(({ name }) => !named.has(name)).map((known) => signsOf(known.name, undefined, known)),
  ];
}

/** Whether any account can prove to be the agent, or any person may speak for it. */
export function canBeProven({ accounts, delegates }: AgentSigns): boolean {
  return accounts.length > 0 || delegates.size > 0;
}

function signsOf(name: string, agent: Agent | undefined, known: KnownAgent | undefined): AgentSigns {
  const hints = agent?.hints ?? "builtin";
  const builtin = hints === "builtin" ? known : undefined;
  const own = typeof hints === "string" ? { branches: [], addresses: [] } : hints;
  const isOwnBranch = matcherOf(own.branches);
  return {
    name,
    accounts: agent?.identities ?? known?.accounts ?? [],
    delegates: new Set(agent?.delegates.map(({ id }) => id)),
    labels: new Set(agent?.declare.labels),
    declaredBy: matcherOf(agent?.declare.branches ?? []),
    hintedBy: (branch) => isOwnBranch(branch) || builtin?.branches.some((start) => branch.startsWith(start)) === true,
    addresses: new Set([...own.addresses, ...(builtin?.addresses ?? [])].map(lowerCase)),
    trailers: new Set(builtin?.trailers),
  };
}

/** Of addresses and keys of trailers, case never counts. */
export function lowerCase(text: string): string {
  return text.toLowerCase();
}
