import { dirname, extname, join, relative, resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import { Fault } from "../../core/fault.ts";
import { rootOf } from "../../formats/yaml/edit.ts";
import { nodeAt, plainValue } from "../../formats/yaml/yaml-node.ts";
import { KeySettings } from "../../gates/attestations/keys/settings.ts";
import { readConfigurationFile } from "../check/read-configuration-file.ts";
import { findConfiguration } from "../find-configuration.ts";
import type { Terminal } from "../terminal.ts";

export interface KeyPlaceOptions {
  readonly registry?: string;
  readonly auditLog?: string;
}

/** A file by its full path, and as it is shown to people. */
export interface KeyFile {
  readonly path: string;
  readonly shown: string;
}

/** Where keys are registered, and how old they may become. */
export interface KeyPlace {
  readonly registry: KeyFile;
  readonly auditLog: KeyFile;
  readonly settings: KeySettings;
}

/** By the options, else by the nearest configuration, else as settings are by default. Throws BAD_USAGE. */
export async function findKeyPlace(options: KeyPlaceOptions, { cwd }: Pick<Terminal, "cwd">): Promise<KeyPlace> {
  const configuration = await findConfiguration(cwd).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "BAD_USAGE") return undefined;
    throw error;
  });
  const settings = configuration === undefined ? KeySettings.parse({}) : await settingsOf(configuration, cwd);
  const folder = configuration === undefined ? cwd : resolve(cwd, configuration, "../".repeat(depth));
  const registry = options.registry === undefined ? join(folder, settings.registry) : resolve(cwd, options.registry);
  const named = settings["audit-log"];
  const ofSettings = named === undefined || options.registry !== undefined ? besideOf(registry) : join(folder, named);
  const auditLog = options.auditLog === undefined ? ofSettings : resolve(cwd, options.auditLog);
  const file = (path: string) => ({ path, shown: relative(cwd, path) || "." });
  return { registry: file(registry), auditLog: file(auditLog), settings };
}

/** So many folders above the configuration file is the top of the repository. */
const depth = configurationPath.split("/").length;

/** `keys.yml` has `keys.audit.jsonl`. */
function besideOf(registry: string): string {
  const name = registry.slice(dirname(registry).length + 1);
  return join(dirname(registry), `${name.slice(0, name.length - extname(name).length)}.audit.jsonl`);
}

async function settingsOf(configuration: string, cwd: string): Promise<KeySettings> {
  const blob = await readConfigurationFile(configuration, cwd);
  const root = blob.kind === "bytes" ? rootOf(new TextDecoder().decode(blob.bytes)) : undefined;
  const written = root === undefined ? undefined : nodeAt(root, ["gates", "attestations", "keys"]);
  const parsed = KeySettings.safeParse(written === undefined ? {} : plainValue(written));
  if (root !== undefined && parsed.success) return parsed.data;
  throw badUsage(`${configuration} cannot be read: lanekeeper config check says why.`);
}
