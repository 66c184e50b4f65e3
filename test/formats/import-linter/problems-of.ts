import { parseLinterFile } from "../../../src/formats/import-linter/parse.ts";

/** `line: what is wrong`, or nothing when the file is carried over. */
export function problemsOf(path: string, text: string): readonly string[] {
  const parsed = parseLinterFile(path, text);
  return parsed.kind === "invalid" ? parsed.problems.map(({ line, what }) => `${line}: ${what}`) : [];
}
