import { isBlank, isNewline } from "./characters.ts";
import { type Cursor, keep } from "./cursor.ts";
import { endOfLine } from "./literals.ts";

const reference = /^\/\/\/[ \t]*<reference[ \t]+path[ \t]*=[ \t]*(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})')/;

/**
 * Notes `/// <reference path="a.d.ts" />` of TypeScript, which brings another file's types in. Only comments may stand
 * before it. The path is that of a file beside, whether or not it begins with a dot. The cursor stays where it is.
 */
export function keepReferences(cursor: Cursor): void {
  const { text } = cursor;
  // Most files have none, and their comments need no second look.
  if (text.indexOf("///", cursor.position) === -1) return;
  for (let start = cursor.position; ; ) {
    while (isBlank(text.charCodeAt(start)) || isNewline(text.charCodeAt(start))) start += 1;
    if (text.startsWith("/*", start)) {
      const close = text.indexOf("*/", start + 2);
      start = close === -1 ? text.length : close + 2;
      continue;
    }
    if (!text.startsWith("//", start)) return;
    const end = endOfLine(text, start);
    const [, double, single] = reference.exec(text.slice(start, Math.min(end, start + 2_200))) ?? [];
    const path = double ?? single;
    if (path !== undefined) {
      const specifier = /^\.{0,2}\//.test(path) ? path : `./${path}`;
      keep(cursor, start, { specifier, specifierLine: cursor.lineAt(start), kind: "type", typeOnly: true });
    }
    start = end;
  }
}
