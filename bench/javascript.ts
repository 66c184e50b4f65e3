/**
 * How fast imports of JavaScript are read: `node bench/javascript.ts REPOSITORY [--folder lib] [--runs 5] [--theirs 3]`.
 * Takes the files of the folder, with the `tsconfig.json` and `package.json` at the top, into a repository of their own,
 * and prints medians of a cold `lanekeeper graph`, of `depcruise` on the same files, and how many times faster the
 * first is. Runs what users run: `npm run build` comes first.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");

function main(repository: string, folder: string, runs: { readonly ours: number; readonly theirs: number }): void {
  const directory = mkdtempSync(join(tmpdir(), "javascript-bench-"));
  try {
    for (const name of [folder, "tsconfig.json", "package.json"]) {
      const from = resolve(repository, name);
      if (existsSync(from)) cpSync(from, join(directory, name), { recursive: true });
    }
    commit(directory);
    const ours = Array.from({ length: runs.ours }, () => runOurs(directory));
    const theirs = Array.from({ length: runs.theirs }, () => runTheirs(directory, folder));
    const graph = JSON.parse(ours[0]?.text ?? "");
    const [own, other] = [medianOf(ours), medianOf(theirs)];
    console.log(`${graph.modules.length} modules, ${graph.imports.length} imports: lanekeeper ${seconds(own)}`);
    console.log(`dependency-cruiser ${seconds(other)}, which is ${(other / own).toFixed(1)} times as long`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Packed, as whatever comes from a server. */
function commit(directory: string): void {
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: directory, stdio: "ignore" });
  const author = ["-c", "user.name=Bench", "-c", "user.email=bench@example.invalid"];
  git("init", "--quiet");
  git("add", "--all", "--force");
  git(...author, "commit", "--quiet", "--message", "bench");
  git("gc", "--quiet");
}

/** Cold: nothing is remembered of an earlier run. */
function runOurs(directory: string) {
  rmSync(join(directory, ".git", "lanekeeper"), { recursive: true, force: true });
  return timed(directory, join(root, "dist", "cli", "main.js"), ["graph", "--language", "javascript"]);
}

function runTheirs(directory: string, folder: string) {
  const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");
  const configuration = existsSync(join(directory, "tsconfig.json")) ? ["--ts-config", "tsconfig.json"] : [];
  const options = ["--ts-pre-compilation-deps", ...configuration, "--no-config", "--output-type", "json"];
  return timed(directory, program, [...options, folder]);
}

function timed(directory: string, program: string, args: readonly string[]) {
  const started = performance.now();
  const text = execFileSync(process.execPath, [program, ...args], {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  return { text, ms: performance.now() - started };
}

function medianOf(runs: readonly { readonly ms: number }[]): number {
  const times = runs.map(({ ms }) => ms).sort((left, right) => left - right);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string", default: "lib" },
    runs: { type: "string", default: "5" },
    theirs: { type: "string", default: "3" },
  },
});
main(positionals[0] ?? ".", values.folder, { ours: Number(values.runs), theirs: Number(values.theirs) });
