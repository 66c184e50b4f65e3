import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("../../", import.meta.url));

/** One Markdown page, taken apart. */
export interface MarkdownPage {
  /** From the root of the checkout. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** The text without code blocks. */
  readonly prose: string;
  /** Where its links lead, as written. */
  readonly links: readonly string[];
  /** What `#…` may name, as GitHub makes it of the headings. */
  readonly anchors: ReadonlySet<string>;
  /** Texts of inline code. */
  readonly codes: readonly string[];
}

interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

const fence = /^```(\w*)\n(.*?)^```$/gms;

export function readPage(path: string): MarkdownPage {
  const text = readFileSync(`${checkout}${path}`, "utf8");
  const blocks = [...text.matchAll(fence)].map(([, language = "", code = ""]) => ({ language, text: code }));
  const prose = text.replaceAll(fence, "");
  const withoutCode = prose.replaceAll(/`[^`\n]*`/g, "`");
  return {
    path,
    text,
    blocks,
    prose,
    links: [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link),
    anchors: anchorsOf(prose),
    codes: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code),
  };
}

function anchorsOf(prose: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The cells of the rows of the first table below this heading, without its head. */
export function tableBelow(page: MarkdownPage, heading: string): readonly (readonly string[])[] {
  const lines = page.prose.split("\n");
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"));
  if (start === -1) throw new Error(`${page.path} has no heading "${heading}".`);
  const first = lines.findIndex((line, index) => index > start && line.startsWith("|"));
  const length = first === -1 ? 0 : lines.slice(first).findIndex((line) => !line.startsWith("|"));
  return lines.slice(first + 2, first + length).map(cellsOf);
}

function cellsOf(row: string): readonly string[] {
  return row
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

/** `name` without its backticks. */
export function bare(cell: string): string {
  return cell.replaceAll("`", "");
}
