import { loadAll, YAMLException } from "js-yaml";
import { z } from "zod";

/** A manifest or configuration that is larger was not written by hand, and is not read. */
const maxBytes = 1_000_000;

/** Reads JSON, with comments and commas behind the last entry if allowed; undefined when it is none. */
export function readJson<T>(bytes: Uint8Array | undefined, schema: z.ZodType<T>, lenient = false): T | undefined {
  if (bytes === undefined || bytes.length > maxBytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(lenient ? withoutComments(text) : text);
  } catch (error) {
    // Nested without end is as bad as broken.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** Whether a manifest is no object, or a configuration of TypeScript none with comments. */
export function isBrokenDocument(path: string, bytes: Uint8Array): boolean {
  if (!path.endsWith(".json")) return readYaml(bytes) === undefined;
  return readJson(bytes, z.record(z.string(), z.unknown()), !path.endsWith("package.json")) === undefined;
}

/** Reads YAML, of which a file may well have none; undefined when it cannot be read. */
export function readYaml(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined || bytes.length > maxBytes) return undefined;
  try {
    const [document = null] = loadAll(new TextDecoder().decode(bytes));
    return document;
  } catch (error) {
    if (error instanceof YAMLException || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Replaces comments by nothing and drops commas before a closing bracket. Looks at each character once. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let comma = -1;
  let position = 0;
  while (position < text.length) {
    const start = position;
    position = endOfPiece(text, position);
    const piece = text.slice(start, position);
    if (piece.startsWith("//") || piece.startsWith("/*") || piece.trim() === "") continue;
    if ((piece === "}" || piece === "]") && comma !== -1) kept[comma] = "";
    comma = piece === "," ? kept.length : -1;
    kept.push(piece);
  }
  return kept.join("");
}

/** Behind the comment, string or character that begins here. */
function endOfPiece(text: string, start: number): number {
  const next = text[start + 1];
  if (text[start] === "/" && next === "*") return behind(text, "*/", start + 2);
  if (text[start] === "/" && next === "/") return behind(text, "\n", start);
  if (text[start] !== '"') return start + 1;
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] === "\\") position += 1;
    else if (text[position] === '"') return position + 1;
  }
  return text.length;
}

function behind(text: string, end: string, start: number): number {
  const found = text.indexOf(end, start);
  return found === -1 ? text.length : found + end.length;
}
