/** One assignment with all its lines, or one line that is none. Together they are the whole text. */
interface Entry {
  readonly name: string | undefined;
  readonly text: string;
}

const assignment = /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)[^\S\n]*=[^\S\n]*(["'`]?)/;

/** The text of an env file without these variables, their other lines included. Every other byte stays. */
export function withoutVariables(text: string, names: ReadonlySet<string>): string {
  const entries = entriesOf(text);
  return entries
    .filter(({ name }) => name === undefined || !names.has(name))
    .map((entry) => entry.text)
    .join("");
}

/** Reads as Node does: a quoted value goes on to its closing quote, over line ends too. */
function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (let start = 0; start < text.length; ) {
    const found = assignment.exec(text.slice(start));
    const [opening = "", name, quote = ""] = found ?? [];
    const closing = quote === "" ? -1 : text.indexOf(quote, start + opening.length);
    const lineEnd = text.indexOf("\n", Math.max(start, closing));
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    entries.push({ name, text: text.slice(start, end) });
    start = end;
  }
  return entries;
}

/** Lines that Node, Docker Compose, systemd and a shell read alike. Throws for a value that cannot be written so. */
export function assignments(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

function quoted(value: string): string {
  if (/^[\w.:/+=@-]+$/.test(value)) return value;
  // A key in PEM form: base64 and dashes, whose line ends become `\n`.
  if (/^[\w+/= \n-]+$/.test(value)) return `"${value.replaceAll("\n", "\\n")}"`;
  if (/^[^'\n\r]+$/.test(value)) return `'${value}'`;
  throw new RangeError("This value cannot be written to an env file.");
}
