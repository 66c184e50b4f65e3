import type { Table } from "../../core/verdict.ts";

export type Sign = "passed" | "failed" | "advice" | "unproven" | "note";

/** Something to tell, with lines that belong to it. All texts are plain; whoever renders them escapes them. */
export interface Remark {
  readonly sign: Sign;
  readonly text: string;
  readonly lines: readonly string[];
}

/** What the command tells a person, on a terminal or in Markdown. */
export interface Page {
  readonly heading: string;
  readonly tables: readonly Table[];
  readonly remarks: readonly Remark[];
  readonly conclusion: Remark;
}
