import type { Command } from "../formats/commands/command.ts";
import { TooMuchEffort } from "../formats/ownership/segment.ts";
import { claim } from "./claim.ts";
import { explain } from "./explain.ts";
import { handOff } from "./handoff.ts";
import { release, renew, revoke } from "./keep-or-end.ts";
import { mergeOrder } from "./merge-order.ts";
import { override } from "./override.ts";
import { say } from "./reply.ts";
import { mayCauseWork, onlyWhoMayCauseWork } from "./rights.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";
import { declareAgent, prefer } from "./statements.ts";

/** What comes of a command. Pure: the same situation decides the same. */
export function decide(situation: Situation, command: Command): Decision {
  try {
    return decideInTime(situation, command);
  } catch (error) {
    if (!(error instanceof TooMuchEffort)) throw error;
    return refuse(command.name, say`Comparing the patterns with all files takes too long. Use fewer wildcards.`);
  }
}

function decideInTime(situation: Situation, command: Command): Decision {
  const isClosed = situation.place.pullRequest?.open === false;
  if (isClosed && (command.name === "claim" || command.name === "handoff" || command.name === "renew")) {
    return refuse(command.name, say`This pull request is closed, and its leases are over with it.`);
  }
  switch (command.name) {
    case "claim":
      return claim(situation, command);
    case "renew":
      return renew(situation);
    case "release":
      return release(situation, command);
    case "handoff":
      return handOff(situation, command);
    case "agent":
      return declareAgent(situation, command);
    case "explain":
      return explain(situation, command.path);
    case "recheck":
      return recheck(situation);
    case "merge-order":
      return mergeOrder(situation);
    case "prefer":
      return prefer(situation, command);
    case "gate":
      return command.does === "override" ? override(situation, command) : revoke(situation, command.lease);
  }
}

function recheck(situation: Situation): Decision {
  if (situation.place.pullRequest === undefined) return refuse("recheck", say`This is no pull request.`);
  if (!mayCauseWork(situation)) return refuse("recheck", onlyWhoMayCauseWork);
  return done([], say`It is judged again; its checks tell the result.`);
}
