import { messageLimits, type OverlapAction } from "../../../core/overlap-message.ts";
import type { OverlapBase, PullRequestOverlap, PullRequestOverlaps } from "../../../core/pull-request-overlaps.ts";
import { handoffCommand, rebaseCommand } from "../wording.ts";
import { isWhole, namesOf, pathText } from "./foreign-text.ts";

/** A path that belongs to somebody else. `requestable`: its owner may hand it over. */
export interface ForeignPath {
  readonly path: string;
  readonly owners: readonly string[];
  readonly mode: string;
  /** Such as `pack:m2-imports`. */
  readonly source: string;
  readonly requestable: boolean;
}

/** More paths are no action that anybody can follow. */
const mostPaths = 10;

type Unnumbered<A> = A extends unknown ? Omit<A, "id"> : never;
type Step = Unnumbered<OverlapAction>;

/** What whoever acts on the subject can do, the most certain first: its own way past `waits`, for which it has to wait. */
export function actionsFor(
  { subject, base }: Pick<PullRequestOverlaps, "subject" | "base">,
  waits: readonly PullRequestOverlap[],
  foreign: readonly ForeignPath[],
): readonly OverlapAction[] {
  const steps = [
    ...closeDuplicate(waits),
    ...adaptUses(waits),
    ...dropPaths(waits, foreign),
    ...rebaseAfter(waits, base),
    ...requestHandoff(subject.agent, waits, foreign),
  ];
  return steps.slice(0, messageLimits.actions).map((step, at) => ({ id: at + 1, ...step }));
}

function closeDuplicate(waits: readonly PullRequestOverlap[]): readonly Step[] {
  const prs = numbersOf(waits.filter(({ level }) => level === "duplicate"));
  return prs.length === 0 ? [] : [{ do: "close_duplicate", prs }];
}

function adaptUses(waits: readonly PullRequestOverlap[]): readonly Step[] {
  const broken = waits.filter(({ level }) => level === "semantic");
  const symbols = distinct(broken.flatMap(({ symbols: names }) => namesOf(names))).slice(0, messageLimits.symbols);
  return symbols.length === 0 ? [] : [{ do: "adapt_uses", prs: numbersOf(broken), symbols }];
}

/** Where the same change is made twice, or only a use is broken, there is nothing to take out. */
function dropPaths(waits: readonly PullRequestOverlap[], foreign: readonly ForeignPath[]): readonly Step[] {
  const met = waits
    .filter(({ level }) => level === "hunk" || level === "symbol" || level === "ownership" || level === "textual")
    .flatMap(({ files }) => files.flatMap(({ pathInMine, path }) => pathInMine ?? path));
  const paths = distinct([...foreign.map(({ path }) => path), ...met].filter((path) => path !== ""));
  if (paths.length === 0 || paths.length > mostPaths) return [];
  return [{ do: "drop_paths", paths: paths.map(pathText) }];
}

function rebaseAfter(waits: readonly PullRequestOverlap[], base: OverlapBase): readonly Step[] {
  const prs = numbersOf(waits);
  if (prs.length === 0) return [];
  const command = rebaseCommand(base);
  return [{ do: "rebase_after", prs, ...(command === undefined ? {} : { command }) }];
}

function requestHandoff(
  agent: string | null,
  waits: readonly PullRequestOverlap[],
  foreign: readonly ForeignPath[],
): readonly Step[] {
  if (agent === null) return [];
  const wanted = foreign.filter(({ requestable }) => requestable).map(({ path }) => path);
  const refused = new Set(foreign.filter(({ requestable }) => !requestable).map(({ path }) => path));
  const owned = waits.flatMap(({ files }) =>
    files.filter(({ owners }) => owners.length > 0 && !owners.includes(agent)).map(({ path }) => path),
  );
  const paths = distinct([...wanted, ...owned].filter((path) => !refused.has(path)))
    .filter((path) => isWhole(path) && handoffCommand(agent, path) !== undefined)
    .slice(0, mostPaths);
  if (paths.length === 0) return [];
  const command = handoffCommand(agent, ...paths);
  return command === undefined ? [] : [{ do: "request_handoff", paths: paths.map(pathText), command }];
}

function numbersOf(overlaps: readonly PullRequestOverlap[]): readonly number[] {
  return overlaps.slice(0, messageLimits.overlaps).map(({ other }) => other.number);
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
