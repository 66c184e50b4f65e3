import { escapeHtml, type Html, html } from "../../../web/html.ts";

/** Markdown that is longer is shown as it is. */
const longest = 70_000;

/**
 * The part of GitHub's Markdown that check runs and comments use, as HTML: headings, lists, tables, quotes, code, bold text,
 * links to http addresses, and of HTML what folds a part, small print and marks that nobody sees, where each has its
 * own line. Everything else, other HTML above all, stays text.
 */
export function renderMarkdown(text: string): Html {
  if (text.length > longest) return html`<pre>${text}</pre>`;
  // A word joiner has no width; it only keeps GitHub from making links, and nothing does so here.
  const lines = text.replaceAll("\u2060", "").replaceAll("\r\n", "\n").split("\n");
  const blocks: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const block = blockAt(lines, at);
    blocks.push(block.html);
    at = block.next;
  }
  return { html: blocks.join("\n") };
}

interface Block {
  readonly html: string;
  readonly next: number;
}

function blockAt(lines: readonly string[], at: number): Block {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { html: "", next: at + 1 };
  if (/^<!-- [\w:.-]+ -->$/.test(line)) return { html: "", next: at + 1 };
  const folded = foldedPart(lines, at);
  if (folded !== undefined) return folded;
  const small = /^<sub>(.*)<\/sub>$/.exec(line)?.[1];
  if (small !== undefined) return { html: `<p class="small">${inline(small)}</p>`, next: at + 1 };
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (fence !== undefined) return codeBlock(lines, at, fence);
  const heading = /^(#{1,6}) +(.*)$/.exec(line);
  if (heading !== null) {
    const level = Math.min(6, (heading[1] ?? "").length + 2);
    return { html: `<h${level}>${inline(heading[2] ?? "")}</h${level}>`, next: at + 1 };
  }
  if (isTable(lines, at)) return table(lines, at);
  if (/^ *[-*] /.test(line)) return gather(lines, at, /^ *[-*] +|^ {2,}/, list);
  if (line.startsWith(">"))
    return gather(lines, at, /^> ?/, (inner) => `<blockquote>${renderMarkdown(inner.join("\n")).html}</blockquote>`);
  return paragraph(lines, at);
}

/** Without its end it is no part, and stays text. */
function foldedPart(lines: readonly string[], at: number): Block | undefined {
  const begin = /^<details( open)?><summary>(.*)<\/summary>$/.exec(lines[at] ?? "");
  const inside = lines.slice(at + 1);
  const end = begin === null ? -1 : inside.indexOf("</details>");
  if (begin === null || end < 0) return undefined;
  const content = renderMarkdown(inside.slice(0, end).join("\n")).html;
  const shown = `<details${begin[1] ?? ""}><summary>${inline(begin[2] ?? "")}</summary>${content}</details>`;
  return { html: shown, next: at + end + 2 };
}

function codeBlock(lines: readonly string[], at: number, fence: string): Block {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex(
    (line) => line.trim().startsWith(fence) && line.trim().replaceAll(fence.slice(0, 1), "") === "",
  );
  const inside = end < 0 ? rest : rest.slice(0, end);
  const language = (lines[at] ?? "").trim().slice(fence.length).trim();
  const shown = `<pre><code>${escapeHtml(inside.join("\n"))}</code></pre>`;
  // There is nothing here to draw with, so a reader is told what GitHub makes of the text.
  const drawn = `<details open><summary>GitHub draws this as a picture (Mermaid)</summary>${shown}</details>`;
  return { html: language === "mermaid" ? drawn : shown, next: at + inside.length + 2 };
}

/** The lines from here on that begin so, without their beginnings. */
function gather(
  lines: readonly string[],
  at: number,
  mark: RegExp,
  render: (inner: readonly string[], raw: readonly string[]) => string,
): Block {
  const rest = lines.slice(at);
  const end = rest.findIndex((line) => !mark.test(line));
  const raw = end < 0 ? rest : rest.slice(0, end);
  return {
    html: render(
      raw.map((line) => line.replace(mark, "")),
      raw,
    ),
    next: at + raw.length,
  };
}

/** A line that only is indented belongs to the item before it. */
function list(_inner: readonly string[], raw: readonly string[]): string {
  const items: string[] = [];
  for (const line of raw) {
    const item = /^ *[-*] +(.*)$/.exec(line)?.[1];
    if (item !== undefined) items.push(item);
    else items.push(`${items.pop() ?? ""}\n${line.trim()}`);
  }
  return `<ul>${items.map((item) => `<li>${item.split("\n").map(inline).join("<br>")}</li>`).join("")}</ul>`;
}

function isTable(lines: readonly string[], at: number): boolean {
  return (
    (lines[at] ?? "").includes("|") &&
    /^ *\|?[ :|-]*-[ :|-]*$/.test(lines[at + 1] ?? "") &&
    (lines[at + 1] ?? "").includes("|")
  );
}

function table(lines: readonly string[], at: number): Block {
  const rest = lines.slice(at);
  const end = rest.findIndex((line) => !line.includes("|"));
  const rows = end < 0 ? rest : rest.slice(0, end);
  const row = (line: string, tag: string) =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join("")}</tr>`;
  const [head = "", , ...body] = rows;
  const text = `<table><thead>${row(head, "th")}</thead><tbody>${body.map((line) => row(line, "td")).join("")}</tbody></table>`;
  return { html: text, next: at + rows.length };
}

function cells(line: string): readonly string[] {
  const bare = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function paragraph(lines: readonly string[], at: number): Block {
  const rest = lines.slice(at);
  const end = rest.findIndex((line, index) => index > 0 && /^\s*$|^#{1,6} |^ *[-*] |^>|^ {0,3}(```|~~~)/.test(line));
  const own = end < 0 ? rest : rest.slice(0, end);
  return { html: `<p>${own.map(inline).join("<br>")}</p>`, next: at + own.length };
}

const inlineParts =
  /\\([!-/:-@[-`{-~])|(`+)(.+?)\2(?!`)|\*\*(.+?)\*\*|\[([^\]\n]*)\]\((https?:\/\/[^\s()<>"]+)\)|&(lt|gt|amp|quot|#39);/g;

function inline(text: string): string {
  let shown = "";
  let last = 0;
  for (const match of text.matchAll(inlineParts)) {
    const [all, escaped, , code, bold, label, url, entity] = match;
    shown += escapeHtml(text.slice(last, match.index));
    last = match.index + all.length;
    if (escaped !== undefined) shown += escapeHtml(escaped);
    else if (code !== undefined) shown += `<code>${escapeHtml(code.trim())}</code>`;
    else if (bold !== undefined) shown += `<strong>${inline(bold)}</strong>`;
    else if (url !== undefined) shown += `<a href="${escapeHtml(url)}" rel="noreferrer">${inline(label ?? "")}</a>`;
    else shown += `&${entity ?? "amp"};`;
  }
  return shown + escapeHtml(text.slice(last));
}
