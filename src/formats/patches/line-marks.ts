import type { LineKind } from "./source-facts.ts";

/** Gathers what stands on each line. The kind that counts most stays: code before all others. */
export interface LineMarks {
  /** Lines are 1-based and inclusive. */
  mark(kind: Exclude<LineKind, "blank">, firstLine: number, lastLine: number): void;
  /** `isComment` tells of the text of a line on which nothing was marked. */
  finish(isComment: (text: string) => boolean): readonly LineKind[];
}

const weight: Readonly<Record<LineKind, number>> = { blank: 0, comment: 1, docstring: 2, import: 3, code: 4 };

export function lineMarks(text: string): LineMarks {
  const texts = linesOf(text);
  const kinds = new Array<LineKind>(texts.length).fill("blank");
  return {
    mark(kind, firstLine, lastLine) {
      for (let line = firstLine; line <= Math.min(lastLine, texts.length); line += 1) {
        if (weight[kind] > weight[kinds[line - 1] ?? "code"]) kinds[line - 1] = kind;
      }
    },
    finish: (isComment) =>
      kinds.map((kind, index) => {
        const line = (texts[index] ?? "").trim();
        if (kind !== "blank" || line === "") return kind;
        // What nobody took for anything may be part of a statement, such as a backslash alone.
        return isComment(line) ? "comment" : "code";
      }),
  };
}

/** As git counts them: what stands behind the last line feed is a line only when there is something. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Whether a carriage return ends a line by itself, so that a language counts other lines than git. */
export function hasOtherLines(text: string): boolean {
  return /\r(?!\n)/.test(text);
}
