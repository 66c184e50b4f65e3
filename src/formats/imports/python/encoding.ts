import { countFrom, problemFrom, refuse, unreadFrom } from "../record-text.ts";
import type { UnreadImport } from "../unread-import.ts";
import {
  type ImportedName,
  type ListedName,
  type NameList,
  type PythonImports,
  problemKinds,
  type ReadingProblem,
} from "./imports.ts";

/** One line a name or problem, which keeps a file at some hundred characters and is quick to read. */
export function encodeImports(value: PythonImports): string {
  const names = value.imports.map((imported) => {
    const flags = (imported.typeCheckingOnly ? 1 : 0) + (imported.lazy ? 2 : 0) + (imported.dynamic ? 4 : 0);
    const delta = imported.nameLine - imported.line;
    const alias = imported.alias === undefined ? "" : `,${imported.alias}`;
    return `${imported.line},${delta},${flags},${imported.level},${imported.module},${imported.name ?? ""}${alias}`;
  });
  const problems = value.problems.map(({ kind, line }) => `!${line},${kind}`);
  const unread = value.unreadDynamic.map(({ line, mark }) => `?${line},${mark}`);
  return [...names, ...problems, ...unread, ...value.lists.map(encodeList)].join("\n");
}

/** The variable, its line, whether all is there, and each name behind its distance from the line of the one before. */
function encodeList({ variable, line, complete, names }: NameList): string {
  let last = line;
  const each = names.map((name) => {
    const delta = name.line - last;
    last = name.line;
    return `,${delta},${name.module}`;
  });
  return `=${line},${complete ? 1 : 0},${variable}${each.join("")}`;
}

/** Throws a RangeError for a text that `encodeImports` does not make. */
export function decodeImports(text: string): PythonImports {
  const imports: ImportedName[] = [];
  const problems: ReadingProblem[] = [];
  const unreadDynamic: UnreadImport[] = [];
  const lists: NameList[] = [];
  for (const record of text === "" ? [] : text.split("\n")) {
    if (record.startsWith("!")) problems.push(problemFrom(record.slice(1), problemKinds));
    else if (record.startsWith("?")) unreadDynamic.push(unreadFrom(record.slice(1)));
    else if (record.startsWith("=")) lists.push(decodeList(record.slice(1)));
    else imports.push(decodeName(record));
  }
  return { imports, problems, unreadDynamic, lists };
}

function decodeList(text: string): NameList {
  const [first, complete, variable, ...rest] = text.split(",");
  if (variable === undefined || rest.length % 2 !== 0 || (complete !== "0" && complete !== "1")) refuse();
  let line = countFrom(first);
  const names: ListedName[] = [];
  for (let index = 0; index < rest.length; index += 2) {
    line += countFrom(rest[index]);
    names.push({ module: rest[index + 1] ?? "", line });
  }
  return { variable, line: countFrom(first), names, complete: complete === "1" };
}

function decodeName(record: string): ImportedName {
  const [line, delta, flags, level, module, name, alias, ...rest] = record.split(",");
  if (module === undefined || name === undefined || alias === "" || rest.length > 0) refuse();
  const first = countFrom(line);
  const bits = countFrom(flags);
  const imported = {
    level: countFrom(level),
    module,
    name: name === "" ? undefined : name,
    line: first,
    nameLine: first + countFrom(delta),
    typeCheckingOnly: (bits & 1) === 1,
    lazy: (bits & 2) === 2,
    dynamic: (bits & 4) === 4,
  };
  return alias === undefined ? imported : { ...imported, alias };
}
