import type { NewOverride } from "../core/ledger.ts";
import type { Text } from "../core/text.ts";
import type { Command } from "../formats/commands/command.ts";
import { onlyMaintainers } from "./keep-or-end.ts";
import { listed, say } from "./reply.ts";
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
  const found = judged.findings
    .filter(({ gate, finding }) => gate === command.gate && finding.id === command.finding)
    .map(({ finding }) => finding);
  const [first] = found;
  if (first === undefined) {
    return refuse(named, say`${command.gate} has no finding ${command.finding} about ${judged.headSha.slice(0, 7)}.`);
  }
  const { rule, what, other } = first;
  const { gate, finding, reason } = command;
  const paths = [...new Set(found.flatMap(({ at }) => at?.path ?? []))];
  const about = { gate, finding, rule, paths, other, what, headSha: judged.headSha, reason };
  const until = say`It counts until ${untilText(about)}.`;
  return done(
    [{ action: "overridden", override: about, why: reason }],
    [...say`${gate} lets ${finding} pass. `, ...until],
  );
}

function untilText({ paths, other }: Pick<NewOverride, "paths" | "other">): Text {
  const push = paths.length === 0 ? say`the next push` : say`a push changes ${listed(paths)}`;
  return other === undefined ? push : say`${push}, or until somebody pushes to ${`#${other.number}`}`;
}
