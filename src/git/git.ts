import { type ChildProcess, spawn } from "node:child_process";
import { Fault } from "../core/fault.ts";
import { firstComplaint } from "./complaint.ts";
import { type Credential, credentialHelper, feedCredential } from "./credential.ts";
import { gitEnvironment } from "./environment.ts";

/** One run of git. Every argument stands alone: nothing passes through a shell. */
export interface GitCommand {
  /** The sub-command and its arguments. Put `--end-of-options` before anything that others wrote. */
  readonly args: readonly string[];
  /** The git directory to work on; without it git looks for one from `directory`. */
  readonly gitDir?: string;
  readonly directory?: string;
  /** Where objects are, when not in the git directory. */
  readonly objectDirectory?: string;
  /** Where git looks for `.gitattributes`, when it should; else it finds none. */
  readonly attributes?: string;
  /** Further `key=value` configuration for this run. */
  readonly configuration?: readonly string[];
  /** Whether git may read the configuration of this user and machine. Only finding a clone needs it. */
  readonly userConfiguration?: boolean;
  readonly input?: Uint8Array;
  /** Takes the output piece by piece instead of collecting it; `false` means enough, and git is stopped. */
  readonly take?: (piece: Buffer) => boolean;
  /** What git may use to reach another machine. None unless told, so nothing is ever fetched in passing. */
  readonly protocols?: readonly string[];
  readonly credential?: Credential;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
  /** Stops git; the run then ends as one that was stopped. */
  readonly signal?: AbortSignal;
}

export interface GitResult {
  /** What git said; -1 when it was stopped before its end. */
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const defaultTimeoutMs = 60_000;
const defaultMaxOutputBytes = 1 << 28;
const maxStderrBytes = 1 << 16;

/** Holds for every run, whatever a repository's own configuration says. */
const alwaysConfigured = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  // Larger files count as binary in a diff, so that nobody can make git compare gigabytes.
  "core.bigFileThreshold=20m",
  "gc.auto=0",
  "maintenance.auto=false",
];

/**
 * The one door to git. Hooks, prompts, pagers, background work and the caller's GIT_* variables are off. Resolves with
 * any exit code. Throws the Faults GIT_TIMED_OUT, and GIT_FAILED when git cannot be started or prints too much; git
 * and everything that it started have ended by then.
 */
export async function runGit(command: GitCommand): Promise<GitResult> {
  const child = start(command);
  const failures: unknown[] = [];
  const stop = () => killGroup(child);
  const fail = (cause: unknown) => {
    failures.push(cause);
    stop();
  };
  const timeoutMs = command.timeoutMs ?? defaultTimeoutMs;
  const timer = setTimeout(() => fail(timedOut(command, timeoutMs)), timeoutMs);
  command.signal?.addEventListener("abort", stop, { once: true });
  if (command.signal?.aborted === true) stop();

  const stdout = takeOutput(child, command, stop, fail);
  const stderr = collectComplaints(child);
  feed(child, command);
  try {
    const exitCode = await endOf(child);
    for (const failure of failures) throw failure;
    return { exitCode, stdout: Buffer.concat(stdout), stderr: withoutSecret(textOf(stderr), command.credential) };
  } finally {
    clearTimeout(timer);
    command.signal?.removeEventListener("abort", stop);
  }
}

/** Runs git and throws the Fault GIT_FAILED with git's own first words when it does not succeed. */
export async function runGitOrFail(command: GitCommand): Promise<GitResult> {
  const result = await runGit(command);
  if (result.exitCode === 0) return result;
  throw gitFailed(command, result);
}

/** What to throw when this run did not succeed. */
export function gitFailed(command: Pick<GitCommand, "args">, result: GitResult): Fault {
  const said = firstComplaint(result.stderr);
  const message = `${nameOf(command)} failed with exit code ${result.exitCode}${said === "" ? "" : `: ${said}`}.`;
  // Without an exit code it was killed from outside, for example for want of memory.
  return new Fault("GIT_FAILED", message, { retry: result.exitCode === -1 });
}

function start(command: GitCommand): ChildProcess {
  const { credential, directory, gitDir } = command;
  const where = directory === undefined ? [] : ["-C", directory];
  const configuration = [...alwaysConfigured, ...(command.configuration ?? [])].flatMap((pair) => ["-c", pair]);
  const helper = credential === undefined ? [] : credentialHelper();
  const options = [...where, "--no-pager", "--literal-pathspecs", ...configuration, ...helper];
  return spawn("git", [...options, ...command.args], {
    env: gitEnvironment(command),
    stdio: ["pipe", "pipe", "pipe", ...(credential === undefined ? [] : (["pipe"] as const))],
    // Its own process group, so that a kill reaches the programs that git starts.
    detached: true,
    ...(gitDir === undefined ? {} : { cwd: command.attributes ?? gitDir }),
  });
}

/** Hands the output over, or collects it into the list that it returns. */
function takeOutput(child: ChildProcess, command: GitCommand, stop: () => void, fail: (cause: unknown) => void) {
  const maxBytes = command.maxOutputBytes ?? defaultMaxOutputBytes;
  const collected: Buffer[] = [];
  let bytes = 0;
  child.stdout?.on("data", (piece: Buffer) => {
    bytes += piece.length;
    try {
      if (command.take !== undefined) {
        if (!command.take(piece)) stop();
      } else if (bytes > maxBytes) throw tooMuch(command, maxBytes);
      else collected.push(piece);
    } catch (cause) {
      fail(cause);
    }
  });
  return collected;
}

function collectComplaints(child: ChildProcess): readonly Buffer[] {
  const complaints: Buffer[] = [];
  let bytes = 0;
  child.stderr?.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= maxStderrBytes) complaints.push(piece);
  });
  return complaints;
}

function feed(child: ChildProcess, command: GitCommand): void {
  // A git that ends early leaves input unread; its exit code tells what happened.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(command.input);
  if (command.credential !== undefined) feedCredential(child.stdio[3], command.credential);
}

/** The exit code, once git has ended and all its output has arrived. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => reject(notStarted(cause)));
    child.once("close", (code) => resolve(code ?? -1));
  });
}

function killGroup(child: ChildProcess): boolean {
  // A process that has ended may have given its id to another one.
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
  try {
    return process.kill(-child.pid, "SIGKILL");
  } catch {
    return false;
  }
}

function nameOf(command: Pick<GitCommand, "args">): string {
  return `git ${command.args[0] ?? ""}`;
}

function timedOut(command: GitCommand, timeoutMs: number): Fault {
  return new Fault("GIT_TIMED_OUT", `${nameOf(command)} took longer than ${timeoutMs} ms.`, { retry: true });
}

function tooMuch(command: GitCommand, maxBytes: number): Fault {
  return new Fault("GIT_FAILED", `${nameOf(command)} printed more than ${maxBytes} bytes.`, { retry: false });
}

function notStarted(cause: Error): Fault {
  const message = "git could not be started. Is it installed and on the PATH, and does the git directory still exist?";
  return new Fault("GIT_FAILED", message, { cause, retry: false });
}

function textOf(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString("utf8");
}

function withoutSecret(text: string, credential: Credential | undefined): string {
  return credential === undefined ? text : text.replaceAll(credential.password, "[token]");
}
