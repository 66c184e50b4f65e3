import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { readEnvironment, type ServerSettings } from "../app/environment.ts";
import { Fault } from "../core/fault.ts";
import type { Terminal } from "./terminal.ts";

/** The server's settings from the environment and the env file. Throws BAD_ENVIRONMENT with everything that is wrong. */
export function readSettings(terminal: Pick<Terminal, "cwd" | "env">, envFile: string): ServerSettings {
  return readEnvironment({
    // The real environment wins: what a container or a person sets is meant for this one run.
    env: { ...readEnvFile(resolve(terminal.cwd, envFile)), ...terminal.env },
    directory: terminal.cwd,
    readFile: (path) => readFileSync(path, "utf8"),
  });
}

function readEnvFile(file: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(file, "utf8"));
  } catch (cause) {
    if (typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ENOENT") return {};
    throw new Fault("BAD_ENVIRONMENT", `${file} cannot be read.`, { cause, retry: false });
  }
}
