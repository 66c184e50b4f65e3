/** What a `go.mod` or `go.work` says about where packages are. What cannot be read is as if it were not said. */
export interface Directives {
  /** The path that imports of the module begin with. */
  readonly module: string | undefined;
  /** Modules that other people keep. */
  readonly required: readonly string[];
  /** Module paths that stand for a folder, which is relative to the file. */
  readonly replaced: readonly Replacement[];
  /** Folders of a workspace, relative to the file. */
  readonly used: readonly string[];
}

interface Replacement {
  readonly module: string;
  readonly folder: string;
}

/** What people write has less of everything. */
const maxBytes = 1_000_000;
const maxLineLength = 2_000;

export function readDirectives(bytes: Uint8Array | undefined): Directives {
  const found = { module: [] as string[], required: [] as string[], used: [] as string[] };
  const replaced: Replacement[] = [];
  let block: string | undefined;
  for (const line of linesOf(bytes)) {
    const words = wordsOf(line);
    if (block !== undefined && words[0] === ")") block = undefined;
    else if (block === undefined && words[1] === "(") block = words[0];
    else {
      const [verb, value, ...others] = block === undefined ? words : [block, ...words];
      if (value === undefined) continue;
      if (verb === "module") found.module.push(value);
      else if (verb === "require") found.required.push(value);
      else if (verb === "use") found.used.push(value);
      else if (verb === "replace") replaced.push(...replacementOf(value, others));
    }
  }
  return { module: found.module[0], required: found.required, replaced, used: found.used };
}

/** Whether a file is so long that nothing of it is read. */
export function isTooLong(bytes: Uint8Array): boolean {
  return bytes.length > maxBytes;
}

function linesOf(bytes: Uint8Array | undefined): readonly string[] {
  if (bytes === undefined || isTooLong(bytes)) return [];
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.filter((line) => line.length <= maxLineLength);
}

/** `module v1.2.3 => ./folder`. What is replaced by a module of somebody else stays somebody else's. */
function replacementOf(module: string, words: readonly string[]): readonly Replacement[] {
  const folder = words[words.indexOf("=>") + 1];
  return folder !== undefined && words.includes("=>") && /^\.{1,2}(\/|$)/.test(folder) ? [{ module, folder }] : [];
}

/** Words and brackets of a line, without quotes and without a comment. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  let position = 0;
  while (position < line.length && !line.startsWith("//", position)) {
    const sign = line.charAt(position);
    const quoted = sign === '"' || sign === "`";
    const end = quoted ? line.indexOf(sign, position + 1) : endOfWord(line, position);
    if (quoted && end === -1) break;
    const word = quoted ? line.slice(position + 1, end) : line.slice(position, end);
    if (word.trim() !== "") words.push(word);
    position = quoted ? end + 1 : end;
  }
  return words;
}

function endOfWord(line: string, start: number): number {
  if (/[\s()]/.test(line.charAt(start))) return start + 1;
  let end = start;
  while (end < line.length && !/[\s()"`]/.test(line.charAt(end)) && !line.startsWith("//", end)) end += 1;
  return end;
}
