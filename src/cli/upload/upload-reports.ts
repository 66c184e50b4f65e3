import { statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { isLoopback } from "../../app/environment.ts";
import { badUsage } from "../../core/bad-usage.ts";
import type { UploadOptions } from "../commands/upload.ts";
import { exitCodes } from "../exit-code.ts";
import { type Paint, paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";
import { jobToken } from "./job-token.ts";
import { Accepted, type Sent, sendReport } from "./send-report.ts";

/** What `lanekeeper upload --format json` prints. */
export const UploadOutput = z.strictObject({
  schemaVersion: z.literal(1),
  reports: z.array(
    z.strictObject({
      file: z.string(),
      outcome: z
        .enum(["stored", "superseded", "refused", "unreachable"])
        .describe("`superseded`: a newer run or attempt has sent the same before, and that counts."),
      commit: z.string().optional().describe("The commit that the report is about, as GitHub says."),
      flag: z.string().optional(),
      name: z.string().optional(),
      ofBranch: z.boolean().optional().describe("Whether pull requests are compared with it."),
      counts: z.record(z.string(), z.number()).optional().describe("What was read, such as `files`."),
      error: z.string().optional().describe("A word that stays the same."),
      what: z.string().optional(),
      fix: z.string().optional(),
    }),
  ),
});

/** More than a minute in all: a server is restarted in less. */
const pausesMs = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000] as const;

/** Sends the files one after the other, and prints what the server says. Throws BAD_USAGE before anything is sent. */
export async function uploadReports(
  files: readonly string[],
  options: UploadOptions,
  terminal: Terminal,
): Promise<number> {
  const server = serverOf(options, terminal);
  if (options.name !== undefined && files.length > 1) throw badUsage("--name is for a single file.");
  for (const file of files) requireFile(resolve(terminal.cwd, file), file);
  const token = jobToken(terminal.env, options.audience ?? withoutSlash(server.href));
  const sent: { readonly file: string; readonly result: Sent }[] = [];
  for (const file of files) {
    const result = await sendReport({
      url: addressOf(server, file, options),
      file: resolve(terminal.cwd, file),
      token,
      pausesMs,
      onPause: (why, ms) => terminal.err(`${visibleLine(why)} Trying again in ${ms / 1000} s.\n`),
    });
    sent.push({ file, result });
    if (options.format === "pretty") terminal.out(line(file, result, paintFor(terminal.color)));
  }
  if (options.format === "json") terminal.out(json(sent));
  const outcomes = sent.map(({ result }) => result.outcome);
  if (outcomes.includes("refused")) return exitCodes.blocked;
  return outcomes.includes("unreachable") ? exitCodes.fault : exitCodes.clear;
}

function serverOf({ server }: UploadOptions, { env }: Terminal): URL {
  const given = server ?? env["LANEKEEPER_URL"] ?? "";
  if (given === "") throw badUsage("Say where the server is, with --server or LANEKEEPER_URL.");
  const url = URL.parse(given);
  if (url === null || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) {
    throw badUsage("--server must begin with https://, since the job's token is sent there.");
  }
  return url;
}

function addressOf(server: URL, file: string, { kind, flag, name }: UploadOptions): URL {
  const url = new URL(`${withoutSlash(server.href)}/api/reports/${encodeURIComponent(kind)}`);
  if (flag !== undefined) url.searchParams.set("flag", flag);
  url.searchParams.set("name", name ?? file);
  return url;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function requireFile(path: string, given: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return;
  throw badUsage(`There is no file ${given}. Check that the step which writes it came before this one.`);
}

function line(file: string, sent: Sent, paint: Paint): string {
  if ("error" in sent) {
    return `${paint.red("✗")} ${visibleLine(file)}: ${visibleLine(sent.what)}\n  ${visibleLine(sent.fix)}\n`;
  }
  const { commit, flag, counts, ofBranch } = sent.said;
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const about = [`flag ${flag}`, `commit ${commit.slice(0, 10)}`, ...numbers, ...(ofBranch ? ["of the branch"] : [])];
  const kept = sent.outcome === "stored" ? "is stored" : "is not needed, since a newer run has sent it";
  return `${paint.green("✓")} ${visibleLine(file)} ${kept} (${visibleLine(about.join(", "))})\n`;
}

function json(sent: readonly { readonly file: string; readonly result: Sent }[]): string {
  const reports = sent.map(({ file, result }) => ({
    file,
    ...("said" in result ? Accepted.parse(result.said) : result),
  }));
  const output: z.infer<typeof UploadOutput> = { schemaVersion: 1, reports };
  return `${JSON.stringify(output, null, 2)}\n`;
}
