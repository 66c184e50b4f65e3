import { spawn } from "node:child_process";
import { lstat, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { syncFolderOf, writeNew } from "../../app/replace-file.ts";
import { badUsage } from "../../core/bad-usage.ts";
import type { Terminal } from "../terminal.ts";

/** Where the encrypted private key goes. */
export type Recipient =
  | { readonly kind: "file"; readonly path: string }
  /** A line for the shell. Whoever runs Lanekeeper wrote it. */
  | { readonly kind: "command"; readonly command: string };

export interface HandOver {
  /** Takes the key back, where that is possible, and says in a sentence what is left of it. */
  undo(): Promise<string>;
}

/** Throws BAD_USAGE for options that name no recipient, or two. */
export function recipientOf(options: {
  readonly privateKey?: string;
  readonly privateKeyToCommand?: string;
}): Recipient {
  const { privateKey: path, privateKeyToCommand: command } = options;
  if (path !== undefined && command === undefined) return { kind: "file", path };
  if (command !== undefined && path === undefined) return { kind: "command", command };
  throw badUsage("Say where the private key goes: either --private-key or --private-key-to-command.");
}

/** Finds out before a key is made whether its file can be there. */
export async function requireRoom(recipient: Recipient, { cwd }: Pick<Terminal, "cwd">): Promise<void> {
  if (recipient.kind === "command") return;
  const path = resolve(cwd, recipient.path);
  const folder = await lstat(dirname(path)).catch(() => undefined);
  if (folder === undefined) throw badUsage(`--private-key: the folder of ${recipient.path} is not there.`);
  const there = await lstat(path).catch(() => undefined);
  if (there !== undefined)
    throw badUsage(`--private-key: ${recipient.path} is there already, and no key is ever written over another.`);
}

/** Gives the encrypted key away: to a new file that its owner alone can read, or to a command. Throws BAD_USAGE. */
export async function handOver(
  pem: string,
  recipient: Recipient,
  terminal: Terminal,
  secretNames: readonly string[],
): Promise<HandOver> {
  if (recipient.kind === "command") {
    await giveToCommand(pem, recipient.command, terminal, secretNames);
    return { undo: async () => "The command was given a private key that is not registered: delete it there." };
  }
  const path = resolve(terminal.cwd, recipient.path);
  try {
    await writeNew(path, pem, 0o600);
    await syncFolderOf(path);
  } catch (cause) {
    throw badUsage(`--private-key: ${recipient.path} could not be created.`, cause);
  }
  return {
    undo: async () => {
      await rm(path, { force: true });
      return `${recipient.path} was removed again.`;
    },
  };
}

/** Its standard output is thrown away, so that a command that repeats what it reads puts no key into a log. */
function giveToCommand(
  pem: string,
  command: string,
  { cwd, env }: Terminal,
  secretNames: readonly string[],
): Promise<void> {
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !secretNames.includes(name)));
  return new Promise((done, refuse) => {
    const child = spawn(command, { cwd, env: others, shell: true, stdio: ["pipe", "ignore", "inherit"] });
    child.once("error", (cause) => refuse(badUsage("--private-key-to-command: it could not be started.", cause)));
    let isRead = true;
    child.once("close", (code, signal) => {
      if (code === 0 && isRead) done();
      else if (code === 0) refuse(badUsage("--private-key-to-command: it did not read the key. Nothing has changed."));
      else refuse(badUsage(`--private-key-to-command: it ended with ${signal ?? code}. Nothing has changed.`));
    });
    child.stdin?.on("error", () => {
      isRead = false;
    });
    child.stdin?.end(pem);
  });
}
