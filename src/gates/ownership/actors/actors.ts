import type { Account, Acting } from "../../../core/acting.ts";
import type { OwnCommit } from "../../../core/history.ts";
import type { TrustTier } from "../../../core/trust-tier.ts";
import type { Agent } from "../settings/agent.ts";
import { type AgentSigns, agentSigns } from "./agents.ts";
import { hintsOf } from "./hints.ts";
import { knownAutomation } from "./known-agents.ts";

/** Somebody who acts on a change. A change has as many as it has; each of them has to be allowed to. */
export interface Actor {
  readonly tier: TrustTier;
  /** Which agent it is, or seems to be. */
  readonly agent: string | undefined;
  /** What people call whoever acts. */
  readonly login: string | undefined;
  /** Why this is thought, as the end of a sentence. */
  readonly because: string;
}

/** What is known about who acts. `acting` is missing at the desk, where the platform vouches for nobody. */
export interface ActingSigns {
  readonly acting: Acting | undefined;
  readonly branch: string | undefined;
  readonly labels: readonly string[];
  readonly commits: readonly OwnCommit[];
  /** Agents that comments name; none when left out. */
  readonly said?: readonly string[];
}

/**
 * Everybody who acts on a change. Rights come only from the number of an account that the platform authenticated: the agent's
 * own, or that of a person whom the configuration lets speak for it. Whatever anybody can write adds agents without rights.
 */
export function actorsOf(agents: Readonly<Record<string, Agent>>, known: ActingSigns): readonly Actor[] {
  const signs = agentSigns(agents);
  const declared = declaredAgents(signs, known);
  const certain =
    known.acting === undefined ? [] : peopleOf(known.acting).flatMap((who) => actorsBehind(signs, declared, who));
  const named = new Set(certain.map(({ agent }) => agent));
  const said = declared.map(({ agent, because }): Actor => ({ tier: "declared", agent, login: undefined, because }));
  const hinted = hintsOf(signs, known.branch, known.commits).map(
    ({ agent, because }): Actor => ({ tier: "hint", agent, login: undefined, because }),
  );
  const uncertain = [...said, ...hinted].filter(({ agent }, index, all) => {
    return !named.has(agent) && all.findIndex((other) => other.agent === agent) === index;
  });
  const all = [...certain, ...uncertain];
  return all.length > 0 ? all : [nobodyElse];
}

const nobodyElse: Actor = {
  tier: "none",
  agent: undefined,
  login: undefined,
  because: "neither the branch nor a commit points at an agent",
};

interface Declared {
  readonly agent: string;
  readonly because: string;
}

function declaredAgents(signs: readonly AgentSigns[], { branch, labels, said = [] }: ActingSigns): readonly Declared[] {
  return signs.flatMap((agent): readonly Declared[] => {
    const label = labels.find((one) => agent.labels.has(one));
    if (label !== undefined) return [{ agent: agent.name, because: `the label ${label} says so` }];
    if (branch !== undefined && agent.declaredBy(branch)) {
      return [{ agent: agent.name, because: `the branch ${branch} says so` }];
    }
    return said.includes(agent.name) ? [{ agent: agent.name, because: "a comment says so" }] : [];
  });
}

interface Person {
  readonly account: Account | undefined;
  readonly did: "opened it" | "pushed to it" | "signed commits of it" | "pushed to it and is not known";
}

/** Each account once, by what it did first. */
function peopleOf({ author, pushers, signers }: Acting): readonly Person[] {
  const all: readonly Person[] = [
    { account: author, did: "opened it" },
    ...pushers.items.map((account): Person => ({ account, did: "pushed to it" })),
    ...signers.items.map((account): Person => ({ account, did: "signed commits of it" })),
  ];
  const once = all.filter(
    ({ account }, index) => all.findIndex((other) => other.account?.id === account?.id) === index,
  );
  const unknown: readonly Person[] = pushers.complete
    ? []
    : [{ account: undefined, did: "pushed to it and is not known" }];
  return [...once, ...unknown];
}

/** A person who speaks for agents acts as each of them, and not as a person besides. */
function actorsBehind(
  signs: readonly AgentSigns[],
  declared: readonly Declared[],
  { account, did }: Person,
): readonly Actor[] {
  const login = account?.login;
  const because = `${login ?? "somebody"} ${did}`;
  if (account === undefined) return [{ tier: "none", agent: undefined, login, because }];
  const agent = signs.find(({ accounts }) => accounts.some((own) => isSame(own, account)))?.name;
  if (agent !== undefined)
    return [{ tier: did === "opened it" ? "verified" : "verified-pusher", agent, login, because }];
  if (account.type === "bot") {
    const isKnown = knownAutomation.some((own) => isSame(own, account));
    return [{ tier: isKnown ? "automation" : "unknown-bot", agent: undefined, login, because }];
  }
  const spokenFor = declared.filter(
    ({ agent: name }) => signs.find((one) => one.name === name)?.delegates.has(account.id) === true,
  );
  if (spokenFor.length === 0) return [{ tier: "none", agent: undefined, login, because }];
  return spokenFor.map(({ agent: name, because: why }): Actor => {
    return { tier: "delegated", agent: name, login, because: `${because} and may speak for it; ${why}` };
  });
}

/** The number decides, and what kind of account it is: the login may be anybody's. */
function isSame(own: Account, account: Account): boolean {
  return own.id === account.id && own.type === account.type;
}
