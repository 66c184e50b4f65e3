/**
 * Runs the tests and closes with a line that says how many passed and failed: `node scripts/test.ts [jest arguments]`.
 * Without arguments every test file has to run; one that was left out, or did not load, is a failure.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const JestResults = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
type JestResults = z.infer<typeof JestResults>;

const root = realpathSync(fileURLToPath(new URL("..", import.meta.url)));
const resultFile = join(root, "test-results", "jest.json");
const args = process.argv.slice(2);

// An old result must not speak for a run that wrote none.
mkdirSync(dirname(resultFile), { recursive: true });
rmSync(resultFile, { force: true });
const status = runJest(args);
process.exitCode = conclude(readResults(), args.length === 0, status);

function runJest(extra: readonly string[]): number {
  // Many test files start processes and databases that wait for the disk; more workers than this only slow each other.
  const workers = Math.min(4, availableParallelism());
  const choosesWorkers = extra.some((arg) => /^(--maxWorkers|-w|--runInBand|-i)\b/.test(arg));
  const { status, signal, error } = spawnSync(
    process.execPath,
    [
      fileURLToPath(import.meta.resolve("jest/bin/jest")),
      "--json",
      `--outputFile=${resultFile}`,
      ...(choosesWorkers ? [] : [`--maxWorkers=${workers}`]),
      ...extra,
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, NODE_OPTIONS: nodeOptions() } },
  );
  if (error !== undefined) throw error;
  if (signal !== null) say(`jest was ended by ${signal}.`);
  return status ?? 1;
}

function nodeOptions(): string {
  // A small young generation keeps workers small, and so the thousands of processes cheap that they start: a sixth of the time.
  const ours = "--experimental-vm-modules --disable-warning=ExperimentalWarning --max-semi-space-size=1";
  return [process.env["NODE_OPTIONS"], ours].filter((options) => options).join(" ");
}

function readResults(): JestResults | undefined {
  if (!existsSync(resultFile)) return undefined;
  return JestResults.parse(JSON.parse(readFileSync(resultFile, "utf8")));
}

/** Prints what happened, with the counts in the last line, and answers the exit code. */
function conclude(results: JestResults | undefined, everything: boolean, jestStatus: number): number {
  if (results === undefined) {
    say("jest wrote no result: nothing is known to have run.", "0 passed, 0 failed");
    return 1;
  }
  const broken = results.testResults.filter(isBroken).map(({ name }) => relative(root, name));
  const missing = everything ? missingFiles(results) : [];
  for (const path of broken) say(`Counts as failed, because the file itself broke down: ${path}`);
  for (const path of missing) say(`Counts as failed, because it was not run: ${path}`);

  const passed = results.numPassedTests;
  const failed = results.numFailedTests + broken.length + missing.length;
  const skipped = results.numPendingTests + results.numTodoTests;
  const nothing = passed + failed === 0;
  if (nothing) say("No test ran.");
  if (jestStatus !== 0 && failed === 0) say(`jest failed with exit code ${jestStatus}.`);
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return jestStatus !== 0 || failed > 0 || nothing ? 1 : 0;
}

/** The file failed beside its tests: it did not load, holds no test, or something around the tests threw. */
function isBroken(file: JestResults["testResults"][number]): boolean {
  return file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed");
}

function missingFiles(results: JestResults): readonly string[] {
  const ran = new Set(results.testResults.map(({ name }) => name));
  return globSync("test/**/*.test.ts", { cwd: root }).filter((path) => !ran.has(join(root, path)));
}

function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
