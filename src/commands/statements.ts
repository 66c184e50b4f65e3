import type { Command } from "../formats/commands/command.ts";
import { unknownAgent } from "./claim.ts";
import { say } from "./reply.ts";
import { mayDecide, notThroughApp } from "./rights.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

/** For which agent a pull request or issue speaks. It makes a delegate of nobody. */
export function declareAgent(situation: Situation, { agent }: Extract<Command, { name: "agent" }>): Decision {
  const { territory, book, place } = situation;
  const unknown = unknownAgent(territory.agents, agent);
  if (unknown !== undefined) return refuse("agent", unknown);
  if (!mayDeclare(situation, agent)) {
    return refuse(
      "agent",
      say`Only a delegate of ${agent}, in what is theirs, or a person with write, ${[notThroughApp]}, may say so.`,
    );
  }
  if (book.declarations.some((each) => each.number === place.number && each.agent === agent)) {
    return done([], say`This speaks for ${agent} already.`);
  }
  return done([{ action: "declared", agent, why: "" }], say`This speaks for ${agent} from now on.`);
}

/** A delegate is whom the map would let act for the agent, were it declared. */
function mayDeclare({ actor, place, territory }: Situation, agent: string): boolean {
  if (mayDecide(actor)) return true;
  if (place.pullRequest !== undefined && place.pullRequest.author?.id !== actor.account.id) return false;
  const identity = territory.identify(actor.account, { headRef: undefined, labels: [], declared: [agent] });
  return identity.tier === "delegated" && identity.agent === agent;
}

export function prefer({ actor, place }: Situation, { number }: Extract<Command, { name: "prefer" }>): Decision {
  if (place.pullRequest === undefined) return refuse("prefer", say`This is no pull request.`);
  if (!mayDecide(actor))
    return refuse("prefer", say`Only a person with write says who goes first, and ${[notThroughApp]}.`);
  const reply =
    number === place.number
      ? say`This pull request goes before all others.`
      : say`${`#${number}`} goes before this one.`;
  return done([{ action: "preferred", first: number, why: "" }], reply);
}
