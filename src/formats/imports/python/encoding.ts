import { countFrom, problemFrom, refuse } from "../record-text.ts";
import { type ImportedName, type PythonImports, problemKinds, type ReadingProblem } from "./imports.ts";

/** One line a name or problem, which keeps a file at some hundred characters and is quick to read. */
export function encodeImports(value: PythonImports): string {
  const names = value.imports.map((imported) => {
    const flags = (imported.typeCheckingOnly ? 1 : 0) + (imported.lazy ? 2 : 0) + (imported.dynamic ? 4 : 0);
    const delta = imported.nameLine - imported.line;
    return `${imported.line},${delta},${flags},${imported.level},${imported.module},${imported.name ?? ""}`;
  });
  const problems = value.problems.map(({ kind, line }) => `!${line},${kind}`);
  return [...names, ...problems, ...value.unreadDynamic.map((line) => `?${line}`)].join("\n");
}

/** Throws a RangeError for a text that `encodeImports` does not make. */
export function decodeImports(text: string): PythonImports {
  const imports: ImportedName[] = [];
  const problems: ReadingProblem[] = [];
  const unreadDynamic: number[] = [];
  for (const record of text === "" ? [] : text.split("\n")) {
    if (record.startsWith("!")) problems.push(problemFrom(record.slice(1), problemKinds));
    else if (record.startsWith("?")) unreadDynamic.push(countFrom(record.slice(1)));
    else imports.push(decodeName(record));
  }
  return { imports, problems, unreadDynamic };
}

function decodeName(record: string): ImportedName {
  const [line, delta, flags, level, module, name, ...rest] = record.split(",");
  if (module === undefined || name === undefined || rest.length > 0) refuse();
  const first = countFrom(line);
  const bits = countFrom(flags);
  return {
    level: countFrom(level),
    module,
    name: name === "" ? undefined : name,
    line: first,
    nameLine: first + countFrom(delta),
    typeCheckingOnly: (bits & 1) === 1,
    lazy: (bits & 2) === 2,
    dynamic: (bits & 4) === 4,
  };
}
