import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { UnreadImport } from "../../formats/imports/unread-import.ts";
import type { Commits, SourcePath } from "./model.ts";
import { laneGuardRules } from "./rules.ts";
import { listOf } from "./wording.ts";

/** Calls of head that import something whose name only the running program knows. */
export interface UnreadDynamic {
  readonly calls: number;
  /** One for each file with such calls that the change touches. */
  readonly notes: readonly Finding[];
}

/** More files than that nobody looks at one by one. */
const maxFiles = 50;

export function findUnreadDynamic({ head, base, touched }: Commits): UnreadDynamic {
  const calls = head.files.reduce((sum, { unreadDynamic }) => sum + unreadDynamic.length, 0);
  const files = head.files.filter(({ path, unreadDynamic }) => unreadDynamic.length > 0 && touched.has(path));
  if (files.length === 0) return { calls, notes: [] };
  const before = new Map(base.files.map((file) => [file.path, file]));
  const told = files.map((file) => ({ file, ...compared(file, before.get(touched.get(file.path) ?? "")) }));
  // What the change adds comes first.
  const sorted = told.toSorted((left, right) => Number(right.added.length > 0) - Number(left.added.length > 0));
  const notes = sorted.slice(0, maxFiles).map(({ file, added, kept }) => noteOf(file, added, kept));
  return { calls, notes: files.length > maxFiles ? [...notes, restNote(files.length - maxFiles)] : notes };
}

/** Lines of calls that are new, and of those that the file had before. A call is known by the text of its line. */
function compared(file: SourcePath, before: SourcePath | undefined) {
  const known = new Map<number, number>();
  for (const { mark } of before?.unreadDynamic ?? []) known.set(mark, (known.get(mark) ?? 0) + 1);
  const isKept = ({ mark }: UnreadImport) => {
    const left = known.get(mark) ?? 0;
    known.set(mark, left - 1);
    return left > 0;
  };
  const lines = { added: new Set<number>(), kept: new Set<number>() };
  for (const call of file.unreadDynamic) lines[isKept(call) ? "kept" : "added"].add(call.line);
  return { added: [...lines.added], kept: [...lines.kept] };
}

function noteOf({ path }: SourcePath, added: readonly number[], kept: readonly number[]): Finding {
  const firstLine = added[0] ?? kept[0] ?? 1;
  const where = [...linesText(added, "added"), ...linesText(kept, "as before")].join(" and ");
  return {
    rule: "dynamic-import-unread",
    what: `${path} imports what only the running program knows the name of, in ${where}.`,
    ...words,
    at: { path, firstLine, lastLine: firstLine },
  };
}

function restNote(files: number): Finding {
  const what = `${countOf(files, "more file")} of the change also ${files === 1 ? "imports" : "import"} what only the running program knows the name of.`;
  return { rule: "dynamic-import-unread", what, ...words };
}

const words = {
  why: "No contract can check an import whose name is not written out.",
  fix: laneGuardRules["dynamic-import-unread"].fix,
};

function linesText(lines: readonly number[], remark: string): readonly string[] {
  if (lines.length === 0) return [];
  return [`${lines.length === 1 ? "line" : "lines"} ${listOf(lines.map(String))} (${remark})`];
}
