import type { Notice } from "../core/notice.ts";
import type { NoticeIssue } from "../core/notice-store.ts";
import { noticeId } from "./notice-text.ts";

/** So many issues of one gate are open in a repository. A flood would bury every other issue there is. */
export const mostIssues = 10;

export interface ChosenNotice {
  readonly id: string;
  readonly notice: Notice;
  readonly known: NoticeIssue | undefined;
  /** Notices beyond the number, of which the last one tells. */
  readonly others: readonly Notice[];
}

/**
 * The notices of a gate that have an issue each. Those whose issue is open already come first, in the order of their
 * issues: none is closed to make room for another, and the list of the others stays in one place.
 */
export function chooseNotices(
  notices: readonly Notice[],
  known: readonly NoticeIssue[],
): { readonly chosen: readonly ChosenNotice[]; readonly all: ReadonlySet<string> } {
  const byId = new Map<string, Notice>();
  for (const notice of notices) {
    const id = noticeId(notice.key);
    if (!byId.has(id)) byId.set(id, notice);
  }
  const issues = new Map(known.map((issue) => [issue.notice, issue]));
  const candidates = [...byId].map(([id, notice]) => ({ id, notice, known: issues.get(id) }));
  const open = candidates.filter((each) => each.known?.open === true);
  const rest = candidates.filter((each) => each.known?.open !== true);
  const numberOf = (each: (typeof candidates)[number]) => each.known?.issue ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...open.toSorted((a, b) => numberOf(a) - numberOf(b)), ...rest];
  const others = ordered.slice(mostIssues).map(({ notice }) => notice);
  const chosen = ordered.slice(0, mostIssues);
  return {
    chosen: chosen.map((each, index) => ({ ...each, others: index === chosen.length - 1 ? others : [] })),
    all: new Set(byId.keys()),
  };
}
