import type { Account, Acting } from "../../../src/core/acting.ts";
import type { OwnCommit } from "../../../src/core/history.ts";
import { Ruling } from "../../../src/core/verdict.ts";
import { ownership } from "../../../src/gates/ownership/gate.ts";
import { ownFiles } from "../../../src/gates/ownership/map/own-files.ts";
import { type OwnershipMap, ownershipMap, type PathLists } from "../../../src/gates/ownership/map/ownership-map.ts";
import { OwnershipSettings } from "../../../src/gates/ownership/model.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";

export const noon = Date.parse("2027-01-31T12:00:00Z");

export const claudeBot: Account = { id: 209825114, login: "claude[bot]", type: "bot" };
export const codexBot: Account = { id: 242516109, login: "openai-code-agent[bot]", type: "bot" };
export const ada: Account = { id: 1001, login: "ada", type: "user" };
export const bob: Account = { id: 1002, login: "bob", type: "user" };
export const dependabot: Account = { id: 49699333, login: "dependabot[bot]", type: "bot" };
export const stranger: Account = { id: 4242, login: "helper[bot]", type: "bot" };

export function actingOf(author: Account | undefined, pushers: readonly Account[] = [], complete = true): Acting {
  const first = author === undefined ? [] : [author];
  return {
    author,
    pushers: { items: pushers.length === 0 ? first : pushers, complete },
    signers: { items: [], complete: true },
  };
}

/** A commit by these addresses, with these trailers. */
export function commitOf(address: string, trailers: readonly string[] = [], committer = address): OwnCommit {
  return {
    id: "c0ffee".repeat(7).slice(0, 40),
    author: { name: "Somebody", address },
    committer: { name: "Somebody", address: committer },
    trailers,
  };
}

export function mapOf(settings: object, lists: PathLists = new Map()): OwnershipMap {
  const parsed = OwnershipSettings.parse(settings);
  return ownershipMap(parsed, lists, ownFiles(parsed, parsed.map));
}

/** Files of one commit, each with its own path in it. */
export function filesOf(...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, path]));
}

export interface ChangeUnderTest extends MemoryCommits {
  /** Left out: at the desk. */
  readonly acting?: Acting;
  readonly branch?: string;
  readonly labels?: readonly string[];
  readonly commits?: readonly OwnCommit[];
  readonly now?: number;
}

export function sourcesOf({
  acting,
  branch = "topic",
  labels = [],
  commits = [],
  now = noon,
  ...files
}: ChangeUnderTest) {
  const history = { ownCommits: async () => ({ items: commits, complete: true }) };
  const pullRequest = {
    kind: "pull-request",
    number: 7,
    title: "A change",
    author: acting?.author?.login ?? "ghost",
    labels: [...labels],
    baseRef: "main",
    headRef: branch,
    fromFork: false,
  } as const;
  return {
    subject:
      acting === undefined ? ({ kind: "local", baseRef: "main", headRef: "HEAD", branch } as const) : pullRequest,
    repository: memoryRepository({ ...files, history }),
    evidence: memoryEvidence(),
    attestations: attestationSource(),
    today: "2027-01-31",
    now,
    ...(acting === undefined ? {} : { acting: async () => acting }),
  };
}

/** What the gate says of a change under these settings. */
export async function judge(settings: object, change: ChangeUnderTest): Promise<Ruling> {
  const judged = await ownership.run(settings, sourcesOf(change));
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return Ruling.parse(judged.ruling);
}

/** Rule and place of each finding. */
export function findingsOf(ruling: Ruling): readonly string[] {
  return ruling.outcome === "passed" ? [] : ruling.findings.map(placed);
}

export function notesOf(ruling: Ruling): readonly string[] {
  return ruling.notes.map(placed);
}

function placed({ rule, at }: Ruling["notes"][number]): string {
  return `${rule} ${at?.path ?? "–"}${at?.firstLine === undefined ? "" : `:${at.firstLine}`}`;
}
