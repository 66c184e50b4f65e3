import { access, constants, readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isDeepStrictEqual, parseEnv } from "node:util";
import { badUsage } from "../../core/bad-usage.ts";
import { replaceFile } from "../replace-file.ts";
import { assignments, withoutVariables } from "./env-text.ts";

/** What an App is to the server. Where one of them is set, the file already belongs to an App. */
const credentials = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"] as const;

/** What goes when another App moves in: an old secret or key beside the new ones would be believed, or be an error. */
const replaced: ReadonlySet<string> = new Set([
  ...credentials,
  "WEBHOOK_SECRET_PREVIOUS",
  "GITHUB_URL",
  "GITHUB_API_URL",
  "PUBLIC_URL",
]);

export interface EnvFile {
  /** Puts the variables in, all or nothing, readable by its owner alone. Lines about other things stay. */
  write(variables: Readonly<Record<string, string>>): Promise<void>;
}

/** Finds out, before GitHub registers anything, whether the file can be written. Throws BAD_USAGE when not. */
export async function openEnvFile(path: string, options: { readonly force: boolean }): Promise<EnvFile> {
  const target = await realpath(path).catch(() => path);
  const sample = { APP_ID: "1", PRIVATE_KEY: "a b\nc\n", WEBHOOK_SECRET: "secret", PUBLIC_URL: "https://example.com" };
  merged(path, await readEnvFile(target, path), sample, options.force);
  await access(dirname(target), constants.W_OK).catch((cause: unknown) => {
    throw badUsage(`--env: the folder of ${path} cannot be written to. Name a file elsewhere.`, cause);
  });
  return {
    async write(variables) {
      const text = merged(path, await readEnvFile(target, path), variables, options.force);
      // At no time may others read it.
      await replaceFile(target, text, 0o600).catch((cause: unknown) => {
        throw badUsage(`--env: ${path} could not be written (${codeOf(cause)}).`, cause);
      });
    },
  };
}

function merged(path: string, old: string, variables: Readonly<Record<string, string>>, force: boolean): string {
  const before = parseEnv(old);
  const set = credentials.filter((name) => (before[name] ?? "") !== "");
  if (set.length > 0 && !force) {
    throw badUsage(
      `--env: ${path} has an App already (${set.join(", ")}). ` +
        "Name another file, or give --force to replace that App's credentials; nothing else can bring them back.",
    );
  }
  const kept = withoutVariables(old, replaced);
  const text = `${kept}${kept === "" || kept.endsWith("\n") ? "" : "\n"}${assignments(variables)}`;
  const others = Object.entries(before).filter(([name]) => !replaced.has(name));
  // An open quote, for instance, would swallow what is added.
  if (isDeepStrictEqual({ ...parseEnv(text) }, { ...Object.fromEntries(others), ...variables })) return text;
  throw badUsage(`--env: ${path} cannot be changed safely. Look for a quote that is not closed, or name another.`);
}

async function readEnvFile(target: string, path: string): Promise<string> {
  try {
    if ((await stat(target)).isFile()) return await readFile(target, "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return "";
    throw badUsage(`--env: ${path} cannot be read (${codeOf(cause)}). Name another file.`, cause);
  }
  throw badUsage(`--env: ${path} is no regular file. Name another.`);
}

function codeOf(cause: unknown): string {
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown trouble";
}
