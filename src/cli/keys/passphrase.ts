import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import type { Terminal } from "../terminal.ts";

export interface PassphraseOptions {
  readonly passphraseEnv: string;
  readonly passphraseFile?: string;
}

/** Who steals the file may guess as long as he likes. */
const minCharacters = 12;
const maxBytes = 4_096;

/** From a file, or else from the environment; never from the command line, which everybody on the machine can read. */
export async function readPassphrase(
  options: PassphraseOptions,
  { cwd, env }: Pick<Terminal, "cwd" | "env">,
): Promise<string> {
  const { passphraseFile: file, passphraseEnv: name } = options;
  const passphrase = file === undefined ? env[name] : await firstLineOf(file, cwd);
  if (passphrase === undefined || passphrase === "") {
    throw badUsage(
      file === undefined
        ? `There is no passphrase: set ${name}, or name a file with --passphrase-file.`
        : `--passphrase-file: ${file} is empty.`,
    );
  }
  if (Array.from(passphrase).length < minCharacters) {
    throw badUsage(`The passphrase is too short: it takes at least ${minCharacters} characters.`);
  }
  return passphrase;
}

/** Up to its end of line: editors write one, and nobody means it. */
async function firstLineOf(file: string, cwd: string): Promise<string> {
  try {
    const handle = await open(resolve(cwd, file));
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, null);
      if (bytesRead > maxBytes) throw badUsage(`--passphrase-file: ${file} has more than ${maxBytes} bytes.`);
      const text = new TextDecoder("utf-8", { fatal: true })
        .decode(buffer.subarray(0, bytesRead))
        .replace(/\r?\n$/, "");
      if (/[\r\n]/.test(text)) throw badUsage(`--passphrase-file: ${file} has more than one line.`);
      return text;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw badUsage(`--passphrase-file: ${file} cannot be read.`, cause);
  }
}
