import { runCommandLine } from "../../src/cli/run-command-line.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process and keeps what it wrote. */
export async function run(args: readonly string[], options: Partial<Terminal> = {}): Promise<Ran> {
  let code = 0;
  let out = "";
  let err = "";
  const terminal: Terminal = {
    cwd: "/",
    env: {},
    color: false,
    interactive: false,
    ...options,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    exitWith: (given) => {
      code = given;
    },
  };
  await runCommandLine(args, terminal);
  return { code, out, err };
}
