import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ran, run } from "../test-terminal.ts";

export const registryPath = ".github/attestation-keys.yml";
export const logPath = ".github/attestation-keys.audit.jsonl";
export const passphrase = "a passphrase of the test";

export interface KeysFolder extends Disposable {
  readonly path: string;
  /** `lanekeeper keys …` in the folder. */
  keys(...args: readonly string[]): Promise<Ran>;
  /** `keys rotate release`, its private key in this file. */
  rotate(file: string, ...args: readonly string[]): Promise<Ran>;
  read(file: string): string;
  write(file: string, text: string): void;
  has(file: string): boolean;
  /** Registry and log. */
  both(): readonly [string, string];
}

export function openKeysFolder(environment: Readonly<Record<string, string>> = {}): KeysFolder {
  const path = mkdtempSync(join(tmpdir(), "lanekeeper-keys-"));
  mkdirSync(join(path, ".github"));
  const env = { ...process.env, COSIGN_PASSWORD: passphrase, GITHUB_ACTOR: "ada", ...environment };
  const keys = (...args: readonly string[]) => run(["keys", ...args], { cwd: path, env });
  const has = (file: string) => existsSync(join(path, file));
  const read = (file: string) => (has(file) ? readFileSync(join(path, file), "utf8") : "");
  return {
    ...{ path, keys, has, read },
    rotate: (file, ...args) => keys("rotate", "release", "--private-key", file, ...args),
    write: (file, text) => writeFileSync(join(path, file), text),
    both: () => [read(registryPath), read(logPath)],
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
