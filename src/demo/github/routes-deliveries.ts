import { deliveryItemView, deliveryView } from "./delivery-log.ts";
import { link, perPageOf } from "./pages-of.ts";
import { notFound, Refusal } from "./refusal.ts";
import { numberParameter, type Routes } from "./route.ts";

/** GitHub keeps deliveries for three days. */
const keptMs = 3 * 24 * 3_600_000;

/** The app's log of webhook deliveries. */
export const deliveryRoutes: Routes = {
  "apps/list-webhook-deliveries": {
    needs: { kind: "app" },
    handle(call, { deliveries, world }) {
      const status = call.query.get("status");
      const since = world.clock() - keptMs;
      const all = deliveries.log
        .filter(({ deliveredAt }) => deliveredAt >= since)
        .filter(
          ({ statusCode }) => status === null || (statusCode >= 200 && statusCode < 300) === (status === "success"),
        )
        .toReversed();
      const perPage = perPageOf(call);
      const from = cursorOf(call.query.get("cursor"));
      const rest = all.filter(({ id }) => from === undefined || id <= from);
      const next = rest[perPage];
      return {
        status: 200,
        headers: next === undefined ? {} : { link: link(call, { cursor: `v1_${next.id}` }, "next") },
        body: rest.slice(0, perPage).map(deliveryItemView),
      };
    },
  },
  "apps/get-webhook-delivery": {
    needs: { kind: "app" },
    handle(call, { deliveries }) {
      const attempt = deliveries.log.find(({ id }) => id === numberParameter(call, "delivery_id"));
      if (attempt === undefined) throw notFound();
      return { status: 200, body: deliveryView(attempt) };
    },
  },
  "apps/redeliver-webhook-delivery": {
    needs: { kind: "app" },
    handle(call, { deliveries }) {
      if (deliveries.redeliver(numberParameter(call, "delivery_id")) === undefined) throw notFound();
      return { status: 202, body: {} };
    },
  },
};

function cursorOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const id = /^v1_(\d+)$/.exec(text)?.[1];
  if (id === undefined) throw new Refusal(422, "Invalid cursor");
  return Number(id);
}
