import { PublishedOverlapMessage } from "../core/published-overlap-message.ts";
import type { DemoOutcome } from "./outcome.ts";
import type { ExpectedComment, ScriptedPullRequest } from "./scenario/scripted-pull-request.ts";

/** Every way in which the comments of a pull request are not what the script expects. `numbers` are those of the branches. */
export function commentMismatch(
  { comment: expected }: ScriptedPullRequest,
  { number, comments }: DemoOutcome,
  numbers: ReadonlyMap<string, number>,
): readonly string[] {
  const wanted = expected === undefined ? 0 : 1;
  if (comments.length !== wanted) return [`#${number}: expected ${wanted} comments, got ${comments.length}`];
  const [body] = comments;
  if (expected === undefined || body === undefined) return [];
  const message = messageIn(body);
  if (message === undefined) return [`#${number}: its comment has no data for agents`];
  return differences(expected, message, numbers).map((what) => `#${number}: its comment ${what}`);
}

function differences(
  { verdict, command, collides }: ExpectedComment,
  message: PublishedOverlapMessage,
  numbers: ReadonlyMap<string, number>,
): readonly string[] {
  const commands = message.actions.flatMap((action) => ("command" in action ? [action.command] : []));
  const asks = command === undefined || commands.includes(command);
  const met = message.overlaps.filter(({ level }) => level === "textual");
  const [first] = met;
  const partner = collides === undefined ? undefined : numbers.get(collides.with);
  const waits = collides === undefined ? undefined : numbers.get(collides.yields);
  const meets = met.length === (collides === undefined ? 0 : 1) && first?.pr === partner;
  return [
    ...(message.verdict === verdict ? [] : [`says ${message.verdict}, not ${verdict}`]),
    ...(asks ? [] : [`does not have the command ${command}`]),
    ...(meets ? [] : ["tells of other collisions"]),
    ...(first?.decision.yield === waits ? [] : ["has another one wait"]),
  ];
}

function messageIn(body: string): PublishedOverlapMessage | undefined {
  const [, json = "null"] = /^```json\n(.*?)\n```$/ms.exec(body) ?? [];
  return PublishedOverlapMessage.safeParse(JSON.parse(json)).data;
}
