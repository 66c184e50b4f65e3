import type { PatchLanguage } from "../../formats/patches/languages.ts";
import { linesOf } from "../../formats/patches/line-marks.ts";
import type { LineKind, SourceFacts } from "../../formats/patches/source-facts.ts";
import type { KindCount } from "./facts.ts";
import { type KindName, kindNames } from "./rule-settings.ts";

/** So many lines of each kind are told. */
const toldLines = 10;

const nameOf: Readonly<Record<LineKind, KindName>> = {
  blank: "blank",
  comment: "comments",
  docstring: "docstrings",
  import: "imports",
  code: "code",
};

export interface LineRange {
  readonly first: number;
  readonly count: number;
}

/** The kind of each line of a file. Without a language every line is text for people, or else code. */
export function kindsOfLines(
  path: string,
  bytes: Uint8Array,
  language: PatchLanguage | undefined,
  source: SourceFacts | undefined,
): readonly KindName[] {
  if (language !== undefined && source !== undefined) return source.lines.map((kind) => nameOf[kind]);
  const kind = isDocumentation(path) ? "docs" : "code";
  return linesOf(new TextDecoder().decode(bytes)).map((line) => (line.trim() === "" ? "blank" : kind));
}

/** Files that only people read. What a tool reads, such as `requirements.txt` or `CMakeLists.txt`, is none. */
function isDocumentation(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/\.(?:md|markdown|rst|adoc|asciidoc)$/i.test(name)) return true;
  return /^(?:README|CHANGELOG|CHANGES|HISTORY|NEWS|AUTHORS|CONTRIBUTING|LICENSE|LICENCE|NOTICE|COPYING)(?:\.txt)?$/i.test(
    name,
  );
}

/** What the lines of these ranges are. A line that the file does not seem to have is code. */
export function countKinds(kinds: readonly KindName[], ranges: readonly LineRange[]): readonly KindCount[] {
  const found = new Map<KindName, number[]>();
  const counts = new Map<KindName, number>();
  for (const { first, count } of ranges) {
    for (let line = first; line < first + count; line += 1) {
      const kind = kinds[line - 1] ?? "code";
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const lines = found.get(kind) ?? [];
      if (lines.length < toldLines) found.set(kind, [...lines, line]);
    }
  }
  return kindNames.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count, lines: found.get(kind) ?? [] }];
  });
}
