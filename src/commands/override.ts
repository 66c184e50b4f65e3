import type { Command } from "../formats/commands/command.ts";
import { onlyMaintainers } from "./keep-or-end.ts";
import { say } from "./reply.ts";
import { mayOverride } from "./rights.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

type OverrideCommand = Extract<Command, { does: "override" }>;

/** Lets one finding about the head pass that was judged last. */
export function override({ actor, place }: Situation, command: OverrideCommand): Decision {
  const named = "gate override";
  if (!mayOverride(actor)) return refuse(named, onlyMaintainers);
  if (place.pullRequest === undefined) return refuse(named, say`This is no pull request.`);
  const { judged } = place.pullRequest;
  if (judged === undefined) return refuse(named, say`The head of this pull request is not judged yet.`);
  const found = judged.findings.find(({ gate, finding }) => gate === command.gate && finding.id === command.finding);
  if (found === undefined) {
    return refuse(named, say`${command.gate} has no finding ${command.finding} about ${judged.headSha.slice(0, 7)}.`);
  }
  const { rule, at, what } = found.finding;
  const { gate, finding, reason } = command;
  const about = { gate, finding, rule, path: at?.path, what, headSha: judged.headSha, reason };
  const until =
    at === undefined ? say`It counts until the next push.` : say`It counts until a push changes ${at.path}.`;
  return done(
    [{ action: "overridden", override: about, why: reason }],
    [...say`${gate} lets ${finding} pass. `, ...until],
  );
}
