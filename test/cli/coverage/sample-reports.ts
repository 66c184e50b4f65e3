/** LCOV by path, as `1:1 2:0`, hits by line. */
export function lcov(files: Readonly<Record<string, string>>): string {
  const records = Object.entries(files).map(([path, lines]) => {
    const rows = lines.split(" ").map((line) => `DA:${line.replace(":", ",")}\n`);
    return `TN:\nSF:${path}\n${rows.join("")}end_of_record\n`;
  });
  return records.join("");
}

/** Cobertura as coverage.py writes it: line 2 has a branch of which one arm was taken. */
export const cobertura = `<?xml version="1.0" ?>
<coverage version="7.4.4" line-rate="0.75" branch-rate="0.5" lines-covered="3" lines-valid="4">
  <sources><source>/home/runner/work/x/x/src</source></sources>
  <packages><package name="." line-rate="0.75" branch-rate="0.5"><classes>
    <class name="a.py" filename="a.py" line-rate="0.75" branch-rate="0.5">
      <methods/>
      <lines>
        <line number="1" hits="1"/>
        <line number="2" hits="1" branch="true" condition-coverage="50% (1/2)" missing-branches="4"/>
        <line number="3" hits="1"/>
        <line number="4" hits="0"/>
      </lines>
    </class>
  </classes></package></packages>
</coverage>
`;

/** Istanbul's `json-summary`: totals and not one line. */
export const istanbulSummary = JSON.stringify({
  total: totalsOf(4, 3),
  "/app/src/a.js": totalsOf(4, 3),
});

function totalsOf(total: number, covered: number) {
  const part = { total, covered, skipped: 0, pct: (covered * 100) / total };
  return { lines: part, statements: part, functions: part, branches: part };
}
