import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import { countOf } from "../../core/count-of.ts";
import { Fault } from "../../core/fault.ts";
import { codeownersLimit, codeownersPaths, parseCodeowners } from "../../formats/ownership/codeowners.ts";
import { runGit } from "../../git/git.ts";
import type { InitOptions } from "../commands/init.ts";
import { paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";
import { firstConfiguration } from "./first-configuration.ts";
import { type ImportedOwners, importCodeowners } from "./import-codeowners.ts";

/** Writes a first configuration into a work tree, and says what it did. What is there already is never changed. */
export async function runInit(options: InitOptions, terminal: Terminal): Promise<void> {
  const top = await workTreeOf(resolve(terminal.cwd, options.repo));
  const target = join(top, configurationPath);
  const found = await findCodeowners(options, terminal, top);
  const imported = found === undefined ? undefined : await readOwners(found, terminal);
  await writeNew(target, firstConfiguration(imported));

  const paint = paintFor(terminal.color);
  const said = [
    `${paint.green("✓")} ${configurationPath} is written, in the mode advise: it shows everything and blocks nothing.`,
    ...(imported === undefined || found === undefined ? [] : [`  ${importedText(relative(top, found), imported)}`]),
    "  Next: name your agents in it, run `lanekeeper config check`, and commit it to the base branch.",
  ];
  terminal.out(`${said.join("\n")}\n`);
}

function importedText(file: string, { people, rules }: ImportedOwners): string {
  const owners = countOf(people.size, "owner");
  return `${visibleLine(file)}: ${owners} became people, and its lines ${countOf(rules.length, "rule")}.`;
}

async function workTreeOf(directory: string): Promise<string> {
  const { exitCode, stdout } = await runGit({
    args: ["rev-parse", "--show-toplevel"],
    directory,
    userConfiguration: true,
  });
  if (exitCode === 0) return stdout.toString("utf8").trimEnd();
  throw new Fault("NOT_A_REPOSITORY", `${directory} is in no work tree of a git repository.`, { retry: false });
}

async function findCodeowners(
  { codeowners }: InitOptions,
  { cwd }: Terminal,
  top: string,
): Promise<string | undefined> {
  if (codeowners !== undefined) return resolve(cwd, codeowners);
  for (const path of codeownersPaths) if (await isFile(join(top, path))) return join(top, path);
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readOwners(file: string, terminal: Terminal): Promise<ImportedOwners> {
  if (!(await isFile(file))) throw unreadable(file, existsSync(file) ? "it is no file" : "there is no such file");
  const { size } = await stat(file);
  if (size >= codeownersLimit) throw unreadable(file, "GitHub does not load a file of 3 MB or more");
  const read = parseCodeowners(await readFile(file));
  if (read.kind !== "rules") throw unreadable(file, "it is not UTF-8 text");
  for (const { line, what } of read.problems) {
    terminal.err(`${visibleLine(file)}, line ${line} is left out: ${visibleLine(what)}\n`);
  }
  return importCodeowners(read.rules);
}

function unreadable(file: string, why: string): Fault {
  return badUsage(`${file} cannot be imported: ${why}.`);
}

async function writeNew(path: string, text: string): Promise<void> {
  const folder = dirname(configurationPath);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (cause) {
    const why = isThereAlready(cause) ? `${folder} is no folder. Move it away` : `the folder ${folder} cannot be made`;
    throw badUsage(`${configurationPath} cannot be written: ${why}.`, cause);
  }
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (cause) {
    const why = isThereAlready(cause) ? "is there already and is left as it is" : "cannot be written";
    throw badUsage(`${configurationPath} ${why}.`, cause);
  }
}

function isThereAlready(cause: unknown): boolean {
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "EEXIST";
}
