import { closeSync, openSync, writeSync } from "node:fs";

/** Writes files of about this many bytes, of source files with this many executable lines. */
export type Generate = (path: string, bytes: number) => void;

const linesAFile = 1_200;

/** A third of the lines are far apart, a fifth did not run, and most of the others ran a few times. */
function lineAt(index: number, file: number): { readonly line: number; readonly hits: number } {
  const ran = (index * 7_919 + file) % 5 !== 0;
  const often = index % 23 === 0 ? 4_711 : (index * 31) % 90;
  return { line: index + 1 + Math.floor(index / 3), hits: ran ? 1 + often : 0 };
}

/** As coverage.py writes it: every fifth line has a branch. */
export const generateCobertura: Generate = (path, bytes) => {
  write(path, bytes, {
    head: `<?xml version="1.0" ?>\n<coverage version="7.11.3">\n\t<sources>\n\t\t<source>/home/runner/work/shop/shop</source>\n\t</sources>\n\t<packages>\n`,
    file(file) {
      const lines = Array.from({ length: linesAFile }, (_, index) => {
        const { line, hits } = lineAt(index, file);
        const arms = hits > 0 ? "50% (1/2)" : "0% (0/2)";
        const branch =
          index % 5 === 0 ? ` branch="true" condition-coverage="${arms}" missing-branches="${line + 1}"` : "";
        return `\t\t\t\t\t\t<line number="${line}" hits="${Math.min(hits, 1)}"${branch}/>\n`;
      });
      const name = `shop/package${file % 300}/module${file}.py`;
      return `\t\t<package name="shop.package${file % 300}">\n\t\t\t<classes>\n\t\t\t\t<class name="module${file}.py" filename="${name}">\n\t\t\t\t\t<methods/>\n\t\t\t\t\t<lines>\n${lines.join("")}\t\t\t\t\t</lines>\n\t\t\t\t</class>\n\t\t\t</classes>\n\t\t</package>\n`;
    },
    tail: "\t</packages>\n</coverage>\n",
  });
};

/** As geninfo writes it with branch coverage: every sixth line has two arms, every thirtieth begins a function. */
export const generateLcov: Generate = (path, bytes) => {
  write(path, bytes, {
    head: "",
    file(file) {
      const functions: string[] = [];
      const lines = Array.from({ length: linesAFile }, (_, index) => {
        const { line, hits } = lineAt(index, file);
        const name = `_ZN4shop8package${file % 300}8function${index}Ev`;
        if (index % 30 === 0) functions.push(`FN:${line},${name}\nFNDA:${hits},${name}\n`);
        const arms = hits > 0 ? [hits, 0] : ["-", "-"];
        const branches = index % 6 === 0 ? arms.map((taken, arm) => `BRDA:${line},0,${arm},${taken}\n`).join("") : "";
        return `DA:${line},${hits}\n${branches}`;
      });
      const name = `/home/runner/work/shop/shop/src/package${file % 300}/module${file}.cpp`;
      return `TN:\nSF:${name}\n${functions.join("")}${lines.join("")}LF:${linesAFile}\nend_of_record\n`;
    },
    tail: "",
  });
};

const nothing = { executed_lines: [], missing_lines: [], excluded_lines: [], summary: { num_statements: 0 } };

/** As coverage.py writes it, for something that is parsed at once. */
export const generateJson: Generate = (path, bytes) => {
  write(path, bytes, {
    head: `{"meta": {"format": 3, "version": "7.11.3", "branch_coverage": false}, "files": {"shop/__init__.py": ${JSON.stringify(nothing)}`,
    file(file) {
      const lines = Array.from({ length: linesAFile }, (_, index) => lineAt(index, file));
      const numbers = (ran: boolean) => lines.filter(({ hits }) => hits > 0 === ran).map(({ line }) => line);
      return `, "shop/package${file % 300}/module${file}.py": ${JSON.stringify({
        executed_lines: numbers(true),
        missing_lines: numbers(false),
        excluded_lines: [],
        summary: { num_statements: linesAFile },
      })}`;
    },
    tail: "}}",
  });
};

interface Parts {
  readonly head: string;
  readonly tail: string;
  file(number: number): string;
}

function write(path: string, bytes: number, parts: Parts): void {
  const descriptor = openSync(path, "w");
  let written = writeSync(descriptor, parts.head);
  for (let file = 0; written < bytes; file += 1) written += writeSync(descriptor, parts.file(file));
  writeSync(descriptor, parts.tail);
  closeSync(descriptor);
}
