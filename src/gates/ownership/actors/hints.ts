import type { OwnCommit } from "../../../core/history.ts";
import { type AgentSigns, lowerCase } from "./agents.ts";

/** What points at an agent and anybody can write. `because` is the end of a sentence. */
export interface Hint {
  readonly agent: string;
  readonly because: string;
}

/** The agents that a branch and commits point at, each once, with the first sign of it. Only whole addresses and keys count. */
export function hintsOf(
  signs: readonly AgentSigns[],
  branch: string | undefined,
  commits: readonly OwnCommit[],
): readonly Hint[] {
  const marks = commits.flatMap(marksOf);
  return signs.flatMap((agent): readonly Hint[] => {
    const { name } = agent;
    if (branch !== undefined && agent.hintedBy(branch))
      return [{ agent: name, because: `the branch is called ${branch}` }];
    const mark = marks.find(({ kind, text }) => agent[kind].has(text));
    if (mark === undefined) return [];
    return [{ agent: name, because: `commit ${mark.commit.slice(0, 8)} has the ${mark.where}` }];
  });
}

interface Mark {
  readonly kind: "addresses" | "trailers";
  readonly text: string;
  readonly commit: string;
  readonly where: string;
}

function marksOf({ id, author, committer, trailers }: OwnCommit): readonly Mark[] {
  const people = { author: author.address, committer: committer.address };
  return [
    ...Object.entries(people).map(([role, address]) => addressMark(id, address, role)),
    ...trailers.flatMap((line) => trailerMarks(id, line)),
  ];
}

function addressMark(commit: string, address: string, role: string): Mark {
  return { kind: "addresses", text: lowerCase(address), commit, where: `${role} ${address}` };
}

/** `Key: value`, and the address at the end of a co-author. */
function trailerMarks(commit: string, line: string): readonly Mark[] {
  const colon = line.indexOf(":");
  const key = lowerCase(line.slice(0, Math.max(0, colon)).trim());
  const mark: Mark = { kind: "trailers", text: key, commit, where: `trailer ${key}` };
  const [from, to] = [line.lastIndexOf("<"), line.lastIndexOf(">")];
  if (key !== "co-authored-by" || from === -1 || to < from) return [mark];
  return [mark, addressMark(commit, line.slice(from + 1, to).trim(), "co-author")];
}
