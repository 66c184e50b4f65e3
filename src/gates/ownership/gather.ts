import type { FromComments, Gathered, Sources } from "../../core/gate.ts";
import type { Subject } from "../../core/subject.ts";
import { type ActingSigns, actorsOf } from "./actors/actors.ts";
import { boundedEffort, tooMuch } from "./bounded-effort.ts";
import { gatherEditedMap } from "./gather-edited-map.ts";
import { gatherBaseMap } from "./map/base-map.ts";
import { nextMoment } from "./map/next-moment.ts";
import { ownerFinder } from "./map/owner-of.ts";
import { ownershipMap } from "./map/ownership-map.ts";
import type { OwnershipFacts, OwnershipSettings } from "./model.ts";
import { gatherOverlaps } from "./overlaps/gather-overlaps.ts";
import { ownedFiles } from "./owned-files.ts";
import { touchedFile, touchedPaths } from "./touched-paths.ts";

/** Asks who acts, what the change touches, and what the map says of it. */
export async function gatherOwnership(
  settings: OwnershipSettings,
  sources: Sources,
): Promise<Gathered<OwnershipFacts>> {
  const { subject, repository, now } = sources;
  if (subject.kind === "merge-group") {
    return { kind: "not-applicable", because: "Each pull request of the group was judged by itself." };
  }
  const acting = await sources.acting?.();
  if (subject.kind === "pull-request" && acting === undefined) {
    return { kind: "unavailable", because: "Who opened the pull request and who pushed to it is not known." };
  }
  const { leases, declared } = (await sources.comments?.()) ?? noComments;
  const [changes, tree] = await Promise.all([repository.changes(), repository.tree("head")]);
  if (!changes.complete || !tree.complete) {
    return { kind: "unavailable", because: "The list of files was cut short, so whose the rest is cannot be said." };
  }
  const base = await gatherBaseMap(settings, repository.history);
  if (base.kind === "none") return { kind: "unavailable", because: base.because };
  const { map, broken } = base;
  const ordered = ownershipMap(map.settings, map.lists, map.own);
  const files = changes.items.map(touchedFile);
  const touched = boundedEffort((effort) => touchedPaths(files, ownerFinder(ordered, now, leases, effort)));
  if (touched === undefined) return { kind: "unavailable", because: tooMuch };
  const { items: commits } = await repository.history.ownCommits();
  const actors = actorsOf(map.settings.agents, { ...signsOf(subject), acting, commits, said: declared });
  const paths = tree.items.map(({ path }) => path);
  return {
    kind: "facts",
    facts: {
      agents: map.settings.agents,
      broken,
      edited: await gatherEditedMap({ settings, map, repository, changes: changes.items, head: tree.items, now }),
      actors,
      overlaps: await gatherOverlaps(settings, sources, { map, actors, leases }),
      atDesk: subject.kind === "local",
      allPushersKnown: acting === undefined || acting.pushers.complete,
      files: files.length,
      touched,
      until: boundedEffort((effort) =>
        nextMoment(
          ordered.packs,
          touched.map(({ path }) => path),
          now,
          effort,
        ),
      ),
      owned: boundedEffort((effort) =>
        ownedFiles({ map: ordered, agents: Object.keys(map.settings.agents), paths, now, leases, effort }),
      ),
    },
  };
}

/** A desk has none. */
const noComments: FromComments = { leases: [], declared: [] };

function signsOf(subject: Exclude<Subject, { kind: "merge-group" }>): Pick<ActingSigns, "branch" | "labels"> {
  if (subject.kind === "local") return { branch: subject.branch, labels: [] };
  return { branch: subject.headRef, labels: subject.labels };
}
