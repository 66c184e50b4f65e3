import { Fault } from "../../core/fault.ts";
import type { Claim } from "../../core/queue.ts";
import { readAppIdentity } from "../../github/issues.ts";
import { findOwnComment, writeComment } from "../../github/own-comments.ts";
import { wasRefused } from "../../github/refusals.ts";
import { replyMarker } from "../../github/reply-text.ts";
import type { Services } from "../services.ts";
import type { CommentTarget } from "./read-situation.ts";

/** Clocks differ; a reply is never older than the command by more than this. */
const clockSkewMs = 10 * 60_000;

/**
 * Sends what is owed to a comment, once: before it is written, it is remembered that the outcome is unknown, and then GitHub is
 * asked first. Only the holder of the lease writes.
 */
export async function sendReply(services: Services, target: CommentTarget, claim: Claim): Promise<void> {
  const { leases, queue, settings, clock, probot, log } = services;
  const { repository, commentId } = target;
  const command = await leases.command(repository.id, commentId);
  if (command === undefined || command.state === "none" || command.state === "sent") return;
  const conversation = { octokit: await probot.auth(target.installationId), repository, number: target.number };
  if (command.state === "sending") {
    const identity = await readAppIdentity(await probot.auth());
    const is = (body: string) => body.includes(replyMarker(commentId));
    if ((await findOwnComment(conversation, { identity, is, since: command.at - clockSkewMs })) !== undefined) {
      return leases.markReply(repository.id, commentId, "sent");
    }
  }
  if (!(await queue.renew(claim, clock(), settings.leaseMs))) {
    throw new Fault("LEASE_LOST", "Another worker has taken this target over.", { retry: true });
  }
  await leases.markReply(repository.id, commentId, "sending");
  try {
    await writeComment(conversation, command.text);
    await leases.markReply(repository.id, commentId, "sent");
    services.metrics.repliesWritten.inc();
  } catch (error) {
    if (!wasRefused(error)) throw error;
    const mayPass = error instanceof Fault && error.retry;
    await leases.markReply(repository.id, commentId, mayPass ? "owed" : "none");
    if (mayPass) throw error;
    // The conversation is locked, or the permission is missing. What the command has done stands all the same.
    log.warn({ repository: repository.id, number: target.number }, "GitHub takes no reply here");
  }
}
