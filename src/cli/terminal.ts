/** Everything a command knows of the world around it. Tests hand in one that keeps what was written. */
export interface Terminal {
  /** Where the user stands: relative paths start here. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Whether somebody watches standard error, so that progress is welcome there. */
  readonly interactive: boolean;
  /** Writes to standard output: the result and nothing else. */
  out(text: string): void;
  /** Writes to standard error: progress, warnings and faults. */
  err(text: string): void;
  /** Sets the exit code with which the process ends once nothing is left to do. */
  exitWith(code: number): void;
}

/** The terminal of this process. A reader that went away, such as `head`, is no error. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    cwd: standingPlace(process.env, process.cwd()),
    env: process.env,
    color: wantsColor(process.env, process.stdout.isTTY === true),
    interactive: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    exitWith: (code) => {
      process.exitCode = code;
    },
  };
}

type Environment = Terminal["env"];

/** `npm run` moves to the package's folder; where the user stood is in INIT_CWD. Other packages' scripts mean nothing. */
export function standingPlace(env: Environment, cwd: string): string {
  const runByOwnScript = env["npm_package_name"] === "lanekeeper" && env["npm_lifecycle_event"] !== undefined;
  const place = env["INIT_CWD"];
  return runByOwnScript && place !== undefined && place !== "" ? place : cwd;
}

/** https://no-color.org, and FORCE_COLOR as most tools read it. */
export function wantsColor(env: Environment, onTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return onTerminal && env["TERM"] !== "dumb";
}
