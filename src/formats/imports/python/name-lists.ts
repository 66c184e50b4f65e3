import { readAssigned } from "./assigned-brackets.ts";
import type { BracketText } from "./bracket-texts.ts";
import { type AssignedBrackets, type Cursor, cursorOver, keepImport, type LookUp } from "./cursor.ts";
import type { ListedName, NameList } from "./imports.ts";
import { moduleOf } from "./module-text.ts";

/** So many names of one file are listed, and so many lists. */
const maxNames = 1_000;
const maxLists = 200;

/** So many texts without a dot or colon are words, and no names of modules. */
const maxWords = 32;

/** The lists of names in variables in capitals. Those without any name are left out. */
export function nameLists({ bytes, assigned }: Cursor): readonly NameList[] {
  const reader = cursorOver(bytes, []);
  const lists: NameList[] = [];
  let room = maxNames;
  let read = 0;
  for (const one of assigned) {
    if (!one.constant) continue;
    // Brackets that nobody closes are read to the end of the file, however many there are.
    if (lists.length === maxLists || room === 0 || read > 2 * bytes.length) return [...lists, leftOut(one)];
    const { names, complete } = readNames(reader, one, room);
    read += reader.position - one.position;
    room -= names.length;
    if (names.length > 0) lists.push({ variable: one.variable, line: one.line, names, complete });
  }
  return lists;
}

function readNames(reader: Cursor, from: AssignedBrackets, room: number): Pick<NameList, "names" | "complete"> {
  const names: ListedName[] = [];
  let words = 0;
  const complete = readAssigned(reader, from, ({ text, line }) => {
    if (words !== -1) words = /[.:]/.test(text) ? -1 : words + 1;
    const module = text === "" ? undefined : moduleOf(text);
    if (module !== undefined && names.length === room) return false;
    if (module !== undefined) names.push({ module, line });
    return words < maxWords;
  });
  return { names, complete };
}

function leftOut({ line }: AssignedBrackets): NameList {
  return { variable: "*", line, names: [], complete: false };
}

/** Keeps what calls such as `import_module(names[name])` may import, once a dictionary; else they count as unread. */
export function keepLookUps(cursor: Cursor): void {
  if (cursor.lookUps.length === 0) return;
  const told = new Map<string, boolean>();
  for (const lookUp of cursor.lookUps) {
    const { variable, dots, ownPackage, first } = lookUp;
    const key = JSON.stringify([variable, dots, ownPackage, first]);
    const isRead = told.get(key) ?? keepAnswers(cursor, lookUp);
    told.set(key, isRead);
    if (!isRead) cursor.unreadDynamic.push({ line: lookUp.line, mark: lookUp.mark });
  }
  cursor.imports.sort((left, right) => left.line - right.line);
  cursor.unreadDynamic.sort((left, right) => left.line - right.line);
}

/** False when the file does not write the dictionary out at its top, or when part of it is no name of a module. */
function keepAnswers(cursor: Cursor, lookUp: LookUp): boolean {
  const reader = cursorOver(cursor.bytes, []);
  const role = lookUp.first ? "first" : "value";
  const answers: BracketText[] = [];
  let entries = 0;
  const sources = cursor.assigned.filter(({ variable }) => variable === lookUp.variable);
  const complete = sources.every((source) =>
    readAssigned(reader, source, (text) => {
      if (text.role === role) answers.push(text);
      if (text.role === "key") entries += 1;
      return answers.length <= maxNames;
    }),
  );
  const kept = answers.filter((answer) => keepAnswer(cursor, lookUp, answer));
  return complete && kept.length > 0 && kept.length === Math.max(entries, answers.length);
}

function keepAnswer(cursor: Cursor, { dots, ownPackage }: LookUp, { text, line }: BracketText): boolean {
  const bare = text.replace(/^\.+/, "");
  const module = moduleOf(bare);
  const level = dots + text.length - bare.length;
  if (module === undefined || bare.includes(":") || (level > 0 && !ownPackage)) return false;
  const flags = { typeCheckingOnly: false, lazy: false, dynamic: true };
  keepImport(cursor, { level, module, name: undefined, line, nameLine: line, ...flags });
  return true;
}
