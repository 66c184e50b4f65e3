import { decide } from "../../commands/decide.ts";
import { say } from "../../commands/reply.ts";
import { mayCauseWork } from "../../commands/rights.ts";
import { type Decision, refuse, type Situation, type SuggestedOrder } from "../../commands/situation.ts";
import type { Claim } from "../../core/queue.ts";
import type { Text } from "../../core/text.ts";
import type { ParsedComment } from "../../formats/commands/command.ts";
import { parseComment } from "../../formats/commands/parse.ts";
import { type CommandName, syntax } from "../../formats/commands/syntax.ts";
import { replyText } from "../../github/reply-text.ts";
import { ledgerUrl } from "../leases/ledger-url.ts";
import { untilRecorded } from "../leases/until-recorded.ts";
import { wishAffected, wishExpiries } from "../leases/wish-affected.ts";
import { suggestOrder } from "../overlaps/suggest-order.ts";
import type { Services } from "../services.ts";
import { type CommentTarget, readScene, type Scene, situationOf } from "./read-situation.ts";
import { budgetMs, isFlooded, withinBudget } from "./reply-budget.ts";
import { sendReply } from "./send-reply.ts";

type Asked = Exclude<ParsedComment, { kind: "none" }>;

/**
 * Carries out the command of a comment and answers it. Both happen once, however often the comment is delivered: what was done
 * stands beside the comment's id in the same transaction.
 */
export async function answerComment(services: Services, target: CommentTarget, claim: Claim): Promise<string> {
  const asked = parseComment(target.line);
  if (asked.kind === "none") return "ignored";
  const known = await services.leases.command(target.repository.id, target.commentId);
  if (known === undefined && !(await carryOut(services, target, asked))) return "ignored";
  const answered = await services.leases.command(target.repository.id, target.commentId);
  // Wished again when it was done before: whoever did it may have stopped before this line.
  if (asked.kind === "command" && answered?.refused === false) await wishAffected(services, target, asked.command);
  await sendReply(services, target, claim);
  return "answered";
}

/** False when nothing comes of it, and nothing is written down. */
async function carryOut(services: Services, target: CommentTarget, asked: Asked): Promise<boolean> {
  const { leases, clock, log } = services;
  const { installationId, repository, number, commentId } = target;
  const spent = await leases.commandsSince(repository.id, number, clock() - budgetMs);
  if (isFlooded(spent)) {
    log.warn({ repository: repository.id, number }, "too many commands; this one is ignored");
    return false;
  }
  const scene = await readScene(services, target);
  if (scene === undefined || !concernsUs(asked, scene)) return false;
  let order: SuggestedOrder | undefined;
  await untilRecorded(async () => {
    const now = clock();
    const book = await leases.book(repository.id);
    const known = situationOf(scene, book, now);
    order ??= await orderFor(services, scene, asked, known);
    const situation = { ...known, mergeOrder: order };
    const decision = decisionOn(scene, asked, situation);
    const text = withinBudget(spent, decision.refused, decision.reply);
    const reply =
      text === undefined
        ? ""
        : replyText(commentId, { text, refused: decision.refused }, ledgerUrl(services, repository.id));
    await wishExpiries(services, target, decision.effects);
    return leases.record({
      installationId,
      repository,
      at: now,
      by: { id: target.author.id, login: target.author.login, tier: situation.actor.tier },
      number,
      epoch: book.epoch,
      effects: decision.effects,
      comment: { id: commentId, reply: { text: reply, refused: decision.refused } },
    });
  });
  return true;
}

/** Nobody who may not ask for it causes this work. */
async function orderFor(
  services: Services,
  { target, pull, territory }: Scene,
  asked: Asked,
  situation: Situation,
): Promise<SuggestedOrder | undefined> {
  const isAsked = asked.kind === "command" && asked.command.name === "merge-order";
  if (!isAsked || pull === undefined || typeof territory === "string" || !mayCauseWork(situation)) return undefined;
  const { installationId, repository } = target;
  return suggestOrder(services, { installationId, repository, baseRef: pull.baseRef }, territory.territory.compared);
}

/** Other apps have commands of the same names: where no gate knows whose paths are, ours that ask for it are not meant. */
function concernsUs(asked: Asked, { territory }: Scene): boolean {
  return territory !== "none" || !needsTerritory(nameOf(asked));
}

function needsTerritory(name: CommandName): boolean {
  return name !== "gate" && name !== "recheck";
}

function nameOf(asked: Asked): CommandName {
  if (asked.kind === "command") return asked.command.name;
  return asked.kind === "near" ? asked.meant : asked.name;
}

function decisionOn({ territory }: Scene, asked: Asked, situation: Situation): Decision {
  if (asked.kind === "near") return misunderstood(say`There is no such command. Did you mean ${`/${asked.meant}`}?`);
  if (asked.kind === "problem") {
    return misunderstood(say`${[asked.because]} It is written as ${syntax[asked.name].usage}`);
  }
  const { name } = asked.command;
  if (territory !== "unreadable" || !needsTerritory(name)) return decide(situation, asked.command);
  return refuse(name, say`The configuration of the base branch cannot be read, so nobody can tell whose paths are.`);
}

/** Nobody has tried anything that would have to be written down. */
function misunderstood(reply: Text): Decision {
  return { effects: [], reply, refused: true };
}
