import { countsAt } from "../core/lease.ts";
import { momentText } from "../core/moment.ts";
import { isHeldAt } from "../core/recorded-lease.ts";
import type { PathOwner } from "../core/territory.ts";
import type { Text } from "../core/text.ts";
import { listed, say, sentences } from "./reply.ts";
import { matcherOf } from "./rivals.ts";
import { type Decision, done, type Situation } from "./situation.ts";

/** Who owns a path, and by what: leases stand before the map, but not before what is frozen, nor all before what others own alone. */
export function explain({ territory, book, now }: Situation, written: string): Decision {
  const path = written.replace(/^\//, "");
  const owner = territory.ownerOf(path);
  const byMap = mapText(path, owner);
  if (owner.mode === "frozen") return done([], byMap);
  const leases = book.leases
    .filter((lease) => isHeldAt(lease, now) && countsAt(lease, owner))
    .filter((lease) => lease.paths.some((text) => matcherOf(territory, text)(path)))
    .map((lease): Text => {
      const does = lease.mode === "exclusive" ? "alone may change it" : "shares it";
      return say`Until ${[momentText(lease.expires)]} ${lease.agent} ${[does]}, by lease ${lease.id}.`;
    });
  return done([], sentences([...leases, byMap]));
}

function mapText(path: string, { mode, owners, source }: PathOwner): Text {
  return say`By the map, ${path} is ${[mode]}, of ${listed(owners)}, by ${[source]}.`;
}
