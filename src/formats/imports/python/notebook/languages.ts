/** Cell magics that run what is below them as Python. */
const pythonMagics: ReadonlySet<string> = new Set(
  (
    "capture debug ipytest lprun memit mprun mypy prun px pyinstrument python python3 scalene snakeviz " + "time timeit"
  ).split(" "),
);

/** Whether a cell is Python: `%%bash` and other magics, behind comments too, give what is below them to others. */
export function isPythonCell(text: string): boolean {
  let start = 0;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end).trim();
    const magic = /^%%(\w*)/.exec(line)?.[1];
    if (magic === undefined && line !== "" && !line.startsWith("#")) return !isOtherLanguage(line);
    if (magic !== undefined && !pythonMagics.has(magic)) return false;
    start = end + 1;
  }
  return true;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

/** Databricks writes the language of a whole cell with one sign only. */
function isOtherLanguage(line: string): boolean {
  return /^%(fs|md|md-sandbox|scala)($|\s)|^%(r|sh|sql)$/.test(line);
}
