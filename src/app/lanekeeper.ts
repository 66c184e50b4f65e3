import type { Probot } from "probot";
import type { Wish } from "../core/queue.ts";
import { handledEvents, wishesOf } from "../github/events.ts";
import type { EventContext } from "../github/wishes/event-context.ts";

/** Gives the wishes of one webhook; none when it does not concern us. Throws when the payload is not what GitHub documents. */
export type Router = (event: string, guid: string, payload: object, now: number) => Promise<readonly Wish[]>;

type WebhookEvent = Parameters<Probot["receive"]>[0];

/**
 * The Probot application. Probot decides which events reach us; a handler says what they make us want to look at.
 * Nothing is done inside a handler: wishes are stored before GitHub gets its answer, and workers do the rest.
 */
export async function lanekeeper(probot: Probot, context: Omit<EventContext, "now">): Promise<Router> {
  // Keyed by the payload itself: a repeated delivery has the same id, and two may be under way at once.
  const inbox = new WeakMap<object, { readonly now: number; wishes: readonly Wish[] }>();
  await probot.load((app) => {
    app.on([...handledEvents], ({ name, payload }) => {
      const received = inbox.get(payload);
      if (received !== undefined) received.wishes = wishesOf(name, payload, { ...context, now: received.now });
    });
  });
  return async (event, guid, payload, now) => {
    const received = { now, wishes: [] };
    inbox.set(payload, received);
    const webhook = { id: guid, name: event, payload };
    if (isHandled(webhook)) await probot.receive(webhook);
    return received.wishes;
  };
}

const handledNames: ReadonlySet<string> = new Set(handledEvents.map((event) => event.split(".")[0] ?? event));

/** Probot's type asks for each event's own payload; what we use of it is checked by a schema in `github/events.ts`. */
function isHandled(webhook: {
  readonly id: string;
  readonly name: string;
  readonly payload: object;
}): webhook is WebhookEvent {
  return handledNames.has(webhook.name);
}
