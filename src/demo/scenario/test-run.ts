import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Files } from "./platform.ts";

/** The workflow that tests the platform, and the artifact that its report is uploaded as. */
export const testWorkflow = { path: ".github/workflows/tests.yml", name: "Tests" } as const;
export const coverageArtifact = "coverage";

/** The zip that the workflow uploads: what coverage.py would write of these files if tests ran all but these lines. */
export function coverageZip(files: Files, untested: Readonly<Record<string, readonly number[]>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(coverageXml(files, untested)), "coverage.xml");
  zip.end();
  return buffer(zip.outputStream);
}

function coverageXml(files: Files, untested: Readonly<Record<string, readonly number[]>>): string {
  const classes = Object.entries(files)
    .filter(([path, text]) => path.endsWith(".py") && !text.includes("<<<<<<<"))
    .map(([path, text]) => {
      const missed = new Set(untested[path]);
      const lines = statementLines(text).map((line) => `<line number="${line}" hits="${missed.has(line) ? 0 : 1}"/>`);
      return `<class name="${path.split("/").at(-1)}" filename="${path}"><methods/><lines>${lines.join("")}</lines></class>`;
    });
  return `<?xml version="1.0" ?>
<coverage version="7.6.1" timestamp="1735689600000">
<sources><source>/home/runner/work/platform/platform</source></sources>
<packages><package name="."><classes>
${classes.join("\n")}
</classes></package></packages>
</coverage>
`;
}

/** Every line of the platform's code that is neither empty nor a docstring is a statement. */
function statementLines(text: string): readonly number[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" || line.includes('"""') ? [] : [index + 1]));
}
