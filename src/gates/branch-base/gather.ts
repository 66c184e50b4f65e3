import { countOf } from "../../core/count-of.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import type { Branch } from "../../core/history.ts";
import type { Listing } from "../../core/listing.ts";
import type { Change, RepositorySource } from "../../core/repository.ts";
import type { Subject } from "../../core/subject.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import { isAllowedBy } from "./branch-names.ts";
import type { BranchBaseFacts, BranchBaseSettings, PartedFacts } from "./model.ts";

/** So many long-lived branches are compared with. Each costs a question to git. */
const maxBranches = 20;

/** Asks the history where the change starts from, and what it shares with other branches. */
export async function gatherBranchBase(
  settings: BranchBaseSettings,
  { subject, repository }: Pick<Sources, "subject" | "repository">,
): Promise<Gathered<BranchBaseFacts>> {
  if (subject.kind === "merge-group") {
    return { kind: "not-applicable", because: "The pull requests of a merge group were judged one by one." };
  }
  const about = aboutOf(subject);
  const parting = await repository.history.parting();
  if (parting.kind === "cut-off") return { kind: "unavailable", because: shallow };
  if (parting.kind === "unrelated") return { kind: "facts", facts: { ...about, parting } };

  const isOther = otherBranch(subject, about.base, repository.head);
  const lasting = await longLived(settings, repository, isOther);
  if (!lasting.complete) return { kind: "unavailable", because: tooManyBranches };
  const foreign: PartedFacts["foreign"][number][] = [];
  for (const branch of lasting.items) {
    const { count, ids } = await repository.history.sharedWith(branch);
    foreign.push({ branch: branch.name, count, ids });
  }
  const changes = await repository.changes();
  const lines = changes.complete ? { lines: linesOf(changes.items) } : {};
  const elsewhere = await linesElsewhere(settings, about.defaultBranch, repository, isOther, lines.lines);
  const { unmatched } = lasting;
  return { kind: "facts", facts: { ...about, parting: { ...parting, foreign, unmatched, ...lines, elsewhere } } };
}

const shallow =
  "This clone is shallow, so that nobody can tell where the change starts from. Fetch the rest with `git fetch --unshallow`.";
const tooManyBranches = `More than ${countOf(maxBranches, "branch", "branches")} match \`long-lived\`, and so many at most are compared with. Make the patterns narrower.`;

type About = Omit<BranchBaseFacts, "parting">;
type JudgedSubject = Exclude<Subject, { kind: "merge-group" }>;

function aboutOf(subject: JudgedSubject): About {
  const known = subject.defaultBranch === undefined ? {} : { defaultBranch: subject.defaultBranch };
  if (subject.kind === "pull-request") {
    const { number, baseRef: base, stackedOn } = subject;
    return { number, base, ...known, ...(stackedOn === undefined ? {} : { stackedOn }) };
  }
  // What is named at the desk can be a tag or an id.
  const { baseBranch: base } = subject;
  return base === undefined ? known : { base, ...known };
}

/** Whether a branch is neither the base nor the change itself: a long-lived branch may be merged as a whole. */
function otherBranch(subject: JudgedSubject, base: string | undefined, head: string): (branch: Branch) => boolean {
  const own = subject.kind === "pull-request" && !subject.fromFork ? subject.headRef : undefined;
  return ({ name, tip }) => name !== base && name !== own && (subject.kind !== "local" || tip !== head);
}

interface LongLived extends Listing<Branch> {
  /** Patterns that no branch fits, not even the base or the change's own. */
  readonly unmatched: readonly string[];
}

async function longLived(
  settings: BranchBaseSettings,
  { history }: Pick<RepositorySource, "history">,
  isOther: (branch: Branch) => boolean,
): Promise<LongLived> {
  const patterns = settings["long-lived"];
  if (patterns === undefined) return { items: [], complete: true, unmatched: [] };
  const matches = matcherOf(patterns);
  const { items, complete } = await history.branches(matches, maxBranches + 2);
  const others = items.filter(isOther);
  const unmatched = patterns.filter((pattern) => !items.some(({ name }) => matcherOf([pattern])(name)));
  return { items: others.slice(0, maxBranches), complete: complete && others.length <= maxBranches, unmatched };
}

/** What the change would come to on other branches, when it is large enough to ask. */
async function linesElsewhere(
  settings: BranchBaseSettings,
  defaultBranch: string | undefined,
  { history }: Pick<RepositorySource, "history">,
  isOther: (branch: Branch) => boolean,
  lines: number | undefined,
): Promise<PartedFacts["elsewhere"]> {
  if (lines === undefined || lines < settings["inflated-lines"]) return [];
  const isAllowed = isAllowedBy(settings, defaultBranch);
  const isLasting = matcherOf(settings["long-lived"] ?? []);
  const candidates = await history.branches((name) => isLasting(name) || isAllowed?.(name) === true, maxBranches + 2);
  const elsewhere: PartedFacts["elsewhere"][number][] = [];
  for (const branch of candidates.items.filter(isOther)) {
    const there = await history.linesSince(branch);
    if (there !== undefined) elsewhere.push({ branch: branch.name, lines: there });
  }
  return elsewhere;
}

function linesOf(changes: readonly Change[]): number {
  return changes.reduce((sum, { lines }) => sum + (lines.kind === "lines" ? lines.added + lines.deleted : 0), 0);
}
