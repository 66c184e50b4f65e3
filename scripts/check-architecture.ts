/**
 * Holds the rules of .dependency-cruiser.mjs over src: `node scripts/check-architecture.ts`.
 * A check that looked at nothing proves nothing, so every source file has to have been looked at.
 */
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const { modules, summary } = await cruiseSources();
const { violations, totalDependenciesCruised: dependencies = 0 } = summary;
const files = globSync("src/**/*.ts");
const seen = new Set(modules.map(({ source }) => source));
const unseen = files.filter((path) => !seen.has(path));

for (const violation of violations) process.stdout.write(describe(violation));
for (const path of unseen) process.stdout.write(`✗ not looked at  ${path}\n`);
process.stdout.write(
  `${files.length - unseen.length} of ${files.length} modules, ${dependencies} dependencies, ${violations.length} violations\n`,
);
const examined = files.length > 0 && unseen.length === 0 && dependencies > 0;
process.exitCode = examined && violations.length === 0 ? 0 : 1;

async function cruiseSources(): Promise<ICruiseResult> {
  const { output } = await cruise(["src"], await extractOptions("./.dependency-cruiser.mjs"));
  if (typeof output === "string") throw new Error(`dependency-cruiser answered a text, not a result: ${output}`);
  return output;
}

function describe({ rule, from, to, cycle }: IViolation): string {
  const comment = summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? "";
  const way = [from, ...(cycle?.map(({ name }) => name) ?? (to === from ? [] : [to]))];
  return `✗ ${rule.name}  ${way.join(" → ")}\n    ${comment}\n`;
}
