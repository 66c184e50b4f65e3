import type { LinterProblem } from "./configuration.ts";
import type { WrittenItem, WrittenOption, WrittenSection } from "./written.ts";

export interface IniSection extends WrittenSection {
  readonly name: string;
}

/** The section whose options all others inherit. */
export const defaultSection = "DEFAULT";

interface Reading {
  readonly sections: Map<string, { readonly line: number; readonly options: Map<string, OpenOption> }>;
  readonly problems: LinterProblem[];
  section: Map<string, OpenOption> | undefined;
  option: OpenOption | undefined;
  /** Columns before the last section or option; what is indented deeper goes on with it. */
  indentation: number;
}

interface OpenOption {
  readonly line: number;
  readonly lines: WrittenItem[];
}

/**
 * Reads an INI file as Python's `configparser` does: `=` or `:` between option and value, values that go on in indented
 * lines, comments on lines of their own, options in lower case, and nothing twice.
 */
export function readIni(text: string): { sections: readonly IniSection[]; problems: readonly LinterProblem[] } {
  const reading: Reading = {
    sections: new Map(),
    problems: [],
    section: undefined,
    option: undefined,
    indentation: 0,
  };
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries())
    readLine(reading, line, index + 1);
  const sections = [...reading.sections].map(([name, { line, options }]) => {
    return { name, line, options: new Map([...options].map(([key, option]) => [key, closed(option)])) };
  });
  return { sections, problems: reading.problems };
}

function readLine(reading: Reading, line: string, number: number): void {
  const text = line.trim();
  if (text.startsWith("#") || text.startsWith(";")) return;
  if (text === "") {
    reading.option?.lines.push({ text, line: number });
    return;
  }
  const indentation = line.length - line.trimStart().length;
  if (reading.option !== undefined && indentation > reading.indentation) {
    reading.option.lines.push({ text, line: number });
    return;
  }
  reading.indentation = indentation;
  const header = /^\[(.+)\]/.exec(text)?.[1];
  if (header !== undefined) beginSection(reading, header, number);
  else beginOption(reading, text, number);
}

function beginSection(reading: Reading, name: string, line: number): void {
  const known = reading.sections.get(name);
  // The defaults alone may be in several places.
  if (known !== undefined && name !== defaultSection) {
    reading.problems.push({ line, what: `the section [${name}] is here twice, first in line ${known.line}.` });
  }
  reading.section = name === defaultSection && known !== undefined ? known.options : new Map();
  reading.option = undefined;
  if (known === undefined) reading.sections.set(name, { line, options: reading.section });
}

function beginOption(reading: Reading, text: string, line: number): void {
  const separator = text.search(/[=:]/);
  const key = text.slice(0, Math.max(separator, 0)).trimEnd().toLowerCase();
  reading.option = undefined;
  if (reading.section === undefined) {
    reading.problems.push({ line, what: "something stands before the first section." });
  } else if (key === "") {
    const what = "the line is neither a section nor `option = value`. The lines of a list have to be indented.";
    reading.problems.push({ line, what });
  } else if (reading.section.has(key)) {
    const first = reading.section.get(key)?.line ?? line;
    reading.problems.push({ line, what: `the option ${key} is here twice, first in line ${first}.` });
  } else {
    reading.option = { line, lines: [{ text: text.slice(separator + 1).trim(), line }] };
    reading.section.set(key, reading.option);
  }
}

/** A value of several lines is a list; blank lines at its end do not make it one. */
function closed({ line, lines }: OpenOption): WrittenOption {
  const last = lines.findLastIndex(({ text }) => text !== "");
  return { line, single: last < 1, items: lines.filter(({ text }) => text !== "") };
}
