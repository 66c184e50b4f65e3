import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { replaceFile } from "../../app/replace-file.ts";
import { badUsage } from "../../core/bad-usage.ts";
import { readConfiguration } from "../../engine/judge-configuration.ts";
import { gates } from "../../gates/index.ts";
import { openClone } from "../../git/clone.ts";
import { commitTime } from "../../git/commit-time.ts";
import { readConfigurationFile } from "../check/read-configuration-file.ts";
import type { BenchAcceptOptions } from "../commands/bench/accept.ts";
import { exitCodes } from "../exit-code.ts";
import { findConfiguration } from "../find-configuration.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";
import { withAccepted } from "./accepted-entry.ts";

/** Writes the entry, says so, and returns the exit code. Throws BAD_USAGE when the file cannot take it. */
export async function runAccept(benchmark: string, options: BenchAcceptOptions, terminal: Terminal): Promise<number> {
  const file = options.file ?? (await findConfiguration(terminal.cwd));
  const before = await textOf(file, terminal.cwd);
  const metric = options.metric === undefined ? {} : { metric: options.metric };
  const entry = { benchmark, ...metric, since: await momentOf(options, terminal.cwd), reason: options.reason };
  const after = withAccepted(before, entry);
  if (after === undefined) {
    throw badUsage(
      `${file} has no \`benchmarks:\` with keys in lines of their own. Add to it by hand: accepted: [${JSON.stringify(entry)}]`,
    );
  }
  const flaw = flawIn(after, file);
  if (flaw !== undefined) throw badUsage(`The entry would not do: ${flaw}`);
  // Where the file is a link, what it leads to is replaced, and the link stays.
  const target = await realpath(resolve(terminal.cwd, file));
  await replaceFile(target, after, (await stat(target)).mode & 0o777);
  terminal.out(
    visibleLine(
      `${file}: figures of ${benchmark} count from ${entry.since} on. It holds once this is on the base branch.`,
    ),
  );
  terminal.out("\n");
  return exitCodes.clear;
}

async function textOf(file: string, cwd: string): Promise<string> {
  const blob = await readConfigurationFile(file, cwd);
  const bytes = blob.kind === "bytes" ? blob.bytes : new Uint8Array();
  const text = new TextDecoder().decode(bytes);
  const flaw = flawIn(text, file);
  if (flaw !== undefined) throw badUsage(`${file} has to be right before: ${flaw}`);
  return text;
}

function flawIn(text: string, file: string): string | undefined {
  const read = readConfiguration({ kind: "bytes", bytes: new TextEncoder().encode(text) }, gates, file);
  return read.kind === "invalid" ? (read.findings[0]?.what ?? "it cannot be read.") : undefined;
}

async function momentOf({ since, commit }: BenchAcceptOptions, cwd: string): Promise<string> {
  if (since !== undefined && commit !== undefined) throw badUsage("Give --since or --commit, not both.");
  if (since !== undefined) return since;
  if (commit === undefined) return new Date().toISOString();
  const clone = await openClone(cwd);
  return new Date(await commitTime(clone, await clone.resolve(commit))).toISOString();
}
