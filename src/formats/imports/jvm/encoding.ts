import { countFrom, problemFrom, refuse } from "../record-text.ts";
import { type ImportedName, importKinds, type JvmImports, problemKinds, type ReadingProblem } from "./imports.ts";

/** One line for each thing found. No name has a line end in it. */
export function encodeImports({ packageName, moduleName, declared, words, imports, problems }: JvmImports): string {
  return [
    ...(packageName === "" ? [] : [`p${packageName}`]),
    ...(moduleName === "" ? [] : [`m${moduleName}`]),
    ...declared.map((name) => `d${name}`),
    ...(words.length === 0 ? [] : [`w${words.join(" ")}`]),
    ...imports.map(
      ({ name, kind, line, nameLine }) => `i${line},${nameLine - line},${importKinds.indexOf(kind)},${name}`,
    ),
    ...problems.map(({ kind, line }) => `!${line},${kind}`),
  ].join("\n");
}

/** Throws a RangeError for a text that `encodeImports` does not make. */
export function decodeImports(text: string): JvmImports {
  let packageName = "";
  let moduleName = "";
  const declared: string[] = [];
  const words: string[] = [];
  const imports: ImportedName[] = [];
  const problems: ReadingProblem[] = [];
  for (const record of text === "" ? [] : text.split("\n")) {
    const rest = record.slice(1);
    if (record.startsWith("i")) imports.push(decodeImport(rest));
    else if (record.startsWith("d")) declared.push(rest);
    else if (record.startsWith("w")) words.push(...rest.split(" "));
    else if (record.startsWith("!")) problems.push(problemFrom(rest, problemKinds));
    else if (record.startsWith("p")) packageName = rest;
    else if (record.startsWith("m")) moduleName = rest;
    else refuse();
  }
  return { packageName, moduleName, declared, words, imports, problems };
}

function decodeImport(record: string): ImportedName {
  const [, lines, delta, index, name] = /^(\d+),(\d+),(\d),(.*)$/s.exec(record) ?? [];
  const kind = importKinds[countFrom(index)];
  if (name === undefined || kind === undefined) refuse();
  const line = countFrom(lines);
  return { name, kind, line, nameLine: line + countFrom(delta) };
}
