import type { Actor } from "./actors/actors.ts";
import type { OwnershipFacts, OwnershipSettings, TouchedPath } from "./model.ts";
import type { OwnershipRule } from "./rules.ts";
import { verdictOf } from "./verdict-of.ts";

/** A path that the change touches, and who may not simply touch it. */
export interface JudgedPath extends TouchedPath {
  readonly objections: readonly Objection[];
}

interface Objection {
  readonly actor: Actor;
  readonly kind: "noted" | "denied";
  readonly rule: OwnershipRule;
}

/** Asks of every path that the change touches, and of everybody who acts. */
export function judgePaths(
  policies: Pick<OwnershipSettings, "humans" | "automation">,
  { agents, actors, touched, atDesk }: Pick<OwnershipFacts, "agents" | "actors" | "touched" | "atDesk">,
): readonly JudgedPath[] {
  const scene = { policies, agents, atDesk };
  return touched.map((place) => ({
    ...place,
    objections: actors.flatMap((actor): readonly Objection[] => {
      const verdict = verdictOf(actor, place.ownership, scene);
      return verdict.kind === "allowed" ? [] : [{ actor, ...verdict }];
    }),
  }));
}
