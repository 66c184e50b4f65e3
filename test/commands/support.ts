import { decide } from "../../src/commands/decide.ts";
import { plainText } from "../../src/commands/reply.ts";
import type { Situation } from "../../src/commands/situation.ts";
import type { Actor } from "../../src/core/actor.ts";
import type { Book, Reasoned } from "../../src/core/ledger.ts";
import type { RecordedLease } from "../../src/core/recorded-lease.ts";
import type { Territory } from "../../src/core/territory.ts";
import { parseComment } from "../../src/formats/commands/parse.ts";
import { namesOf, readPattern } from "../../src/formats/ownership/pattern.ts";

export const hour = 60 * 60_000;
export const noon = Date.parse("2027-01-31T12:00:00Z");

/** `codex` owns /core/, `claude` /matriz/, nobody may touch /.github/, and `dora` speaks for codex. */
const territory: Territory = {
  agents: ["codex", "claude"],
  limits: { defaultTtlMs: 24 * hour, maxTtlMs: 168 * hour, maxActive: 2, maxFiles: 4 },
  compared: { maxAgeDays: 30, maxFiles: 300 },
  identify: ({ login }, { declared }) =>
    login === "dora" && declared.includes("codex")
      ? { tier: "delegated", agent: "codex" }
      : { tier: declared.length > 0 ? "declared" : "none", agent: declared[0] },
  ownerOf(path) {
    const [top = ""] = path.split("/");
    if (top === ".github") return { mode: "frozen", owners: ["humans"], source: "the rule ci" };
    const owner = { core: "codex", matriz: "claude" }[top];
    if (owner === undefined) return { mode: "open", owners: ["humans"], source: "the default" };
    return { mode: "exclusive", owners: [owner], source: `the rule ${top}` };
  },
  pattern(text) {
    const read = readPattern(text);
    if (read.kind === "objection") return { kind: "problem", because: read.because };
    return { kind: "pattern", matches: (path) => read.pattern.matches(namesOf(path)) };
  },
};

const files = ["core/a.py", "core/b.py", "docs/a.md", "docs/b.md", "docs/c.md", "matriz/a.py", ".github/x.yml"];

const person: Actor = {
  account: { id: 10, login: "ada", type: "user" },
  tier: "none",
  agent: undefined,
  permission: "none",
  throughApp: false,
};
const bot: Actor = { ...person, account: { id: 20, login: "codex[bot]", type: "bot" }, permission: "write" };

export const actors = {
  codex: { ...bot, tier: "verified", agent: "codex" },
  pusher: { ...bot, tier: "verified-pusher", agent: "codex" },
  claude: { ...bot, account: { id: 21, login: "claude[bot]", type: "bot" }, tier: "verified", agent: "claude" },
  dora: { ...person, account: { id: 11, login: "dora", type: "user" }, tier: "delegated", agent: "codex" },
  declared: { ...person, tier: "declared", agent: "codex" },
  hint: { ...person, tier: "hint", agent: "codex" },
  stray: { ...bot, tier: "unknown-bot" },
  automation: { ...bot, tier: "automation" },
  adminBot: { ...bot, tier: "unknown-bot", permission: "admin" },
  nobody: person,
  reader: { ...person, permission: "read" },
  triager: { ...person, permission: "triage" },
  writer: { ...person, permission: "write" },
  maintainer: { ...person, permission: "maintain" },
  admin: { ...person, permission: "admin" },
  adminThroughApp: { ...person, permission: "admin", throughApp: true },
} as const satisfies Readonly<Record<string, Actor>>;
export type ActorName = keyof typeof actors;

export function leaseOf(
  epoch: number,
  agent: string,
  paths: readonly string[],
  more: Partial<RecordedLease> = {},
): RecordedLease {
  return {
    id: `L${epoch}`,
    epoch,
    agent,
    mode: "exclusive",
    paths,
    state: "active",
    starts: noon - hour,
    expires: noon + hour,
    ttlMs: 2 * hour,
    number: 3,
    baseRef: "main",
    standsBefore: [],
    reason: "",
    grantedBy: { id: 20, login: "codex[bot]" },
    ...more,
  };
}

export const finding = {
  rule: "forbidden",
  what: "It is.",
  why: "No.",
  fix: "Undo.",
  at: { path: "a.py" },
  id: "0123456789",
};

/** In pull request 3, whose author is `ada`, with a book of ten entries. */
export function situation(
  who: ActorName,
  leases: readonly RecordedLease[] = [],
  more: Partial<Situation> = {},
): Situation {
  const book: Book = { epoch: 10, leases, declarations: [], preferences: [] };
  const judged = { headSha: "abcdef0123", findings: [{ gate: "lane-guard", finding }] };
  return {
    actor: actors[who],
    place: { number: 3, pullRequest: { open: true, author: { id: 10 }, agent: undefined, judged } },
    baseRef: "main",
    book,
    elsewhere: [],
    territory,
    files: { items: files, complete: true },
    now: noon,
    ...more,
  };
}

/** What comes of a line: effects without their reasons, and what is said. */
export function outcome(
  where: Situation,
  line: string,
): { readonly effects: readonly Reasoned[]; readonly says: string; readonly refused: boolean } {
  const parsed = parseComment(line);
  if (parsed.kind !== "command") throw new Error(`${line} is no command.`);
  const { effects, reply, refused } = decide(where, parsed.command);
  return { effects, says: plainText(reply), refused };
}
