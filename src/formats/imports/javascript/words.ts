import { readCall, readModuleProperty } from "./calls.ts";
import { code, isNameCharacter } from "./characters.ts";
import { type Cursor, passedOperator, passedValue } from "./cursor.ts";
import { readExport, readImport } from "./import-statement.ts";
import { passSpace } from "./space.ts";

/** Words that a value, and never a division, follows. */
const operatorWords: ReadonlySet<string> = new Set(
  (
    "await case default delete do else extends finally in instanceof new of return throw try typeof void while yield " +
    "if for with as is keyof satisfies"
  ).split(" "),
);

/** Words that are names as well: only when no value stands before them do they ask for one. */
const contextualWords: ReadonlySet<string> = new Set(["of", "as", "is", "keyof", "satisfies"]);

/** Passes a name or keyword, and whatever import begins with it. */
export function passWord(cursor: Cursor): void {
  const { text, position: start, lastWord } = cursor;
  let end = start + 1;
  while (isNameCharacter(text.charCodeAt(end))) end += 1;
  cursor.position = end;
  if (lastWord === ".") {
    // The name of a property.
    passedValue(cursor);
    return;
  }
  const word = text.slice(start, end);
  if (word === "import") passImport(cursor, start, lastWord);
  else if (word === "export") {
    passedOperator(cursor, true);
    readExport(cursor, start);
  } else if (word === "require" && lastWord !== "function") {
    passedValue(cursor);
    readCall(cursor, start, "require", false);
  } else if (operatorWords.has(word) && !(contextualWords.has(word) && !cursor.afterValue)) {
    passedOperator(cursor);
    // `for await (` is as `for (`.
    cursor.lastWord = word === "await" && lastWord === "for" ? "for" : word;
  } else {
    passedValue(cursor);
    cursor.lastWord = word;
  }
}

/** `import` begins a statement, a call or `import.meta`; a property of that name is followed by other signs. */
function passImport(cursor: Cursor, start: number, lastWord: string): void {
  const next = passSpace(cursor.text, cursor.position);
  const character = cursor.text.charCodeAt(next);
  if (character === code.openParenthesis) {
    passedValue(cursor);
    readCall(cursor, start, "dynamic", lastWord === "typeof");
  } else if (character === code.dot) {
    passedValue(cursor);
    readModuleProperty(cursor, start, next + 1);
  } else {
    passedValue(cursor);
    readImport(cursor, start, next);
  }
}
