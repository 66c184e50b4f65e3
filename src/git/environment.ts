import { join } from "node:path";
import type { GitCommand } from "./git.ts";

/**
 * Variables that git may inherit. A list of what may pass, not of what may not: neither a GIT_DIR of a surrounding
 * hook nor a secret of the server reaches git and the programs that it starts.
 */
const inherited = ["PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "GIT_EXEC_PATH"];
const inheritedForNetwork = [
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
];
const inheritedForCertificates = ["SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH"];
const inheritedForConfiguration = [
  "HOME",
  "XDG_CONFIG_HOME",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
];

const fixed = {
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  SSH_ASKPASS: "",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_ATTR_NOSYSTEM: "1",
  // Newer versions of git obey this; older ones are held back by the empty list of protocols.
  GIT_NO_LAZY_FETCH: "1",
} as const;

const noConfiguration = { HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" } as const;

/** The whole environment of one run of git. */
export function gitEnvironment(command: GitCommand): Readonly<Record<string, string>> {
  const network = command.protocols === undefined ? [] : [...inheritedForNetwork, ...inheritedForCertificates];
  const configuration = command.userConfiguration === true ? inheritedForConfiguration : [];
  return {
    ...picked([...inherited, ...network, ...configuration]),
    ...(command.userConfiguration === true ? {} : noConfiguration),
    ...fixed,
    GIT_ALLOW_PROTOCOL: (command.protocols ?? []).join(":"),
    ...(command.gitDir === undefined ? {} : placeOf(command.gitDir, command)),
  };
}

/**
 * An explicit git directory with neither index nor work tree: git then cannot touch them, and takes no attributes
 * out of files that somebody happens to have checked out, but only out of those that it is told of.
 */
function placeOf(
  gitDir: string,
  { attributes, objectDirectory }: Pick<GitCommand, "attributes" | "objectDirectory">,
): Readonly<Record<string, string>> {
  return {
    GIT_DIR: gitDir,
    GIT_WORK_TREE: attributes ?? gitDir,
    GIT_INDEX_FILE: join(gitDir, "lanekeeper", "no-index"),
    ...(objectDirectory === undefined ? {} : { GIT_OBJECT_DIRECTORY: objectDirectory }),
  };
}

function picked(names: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}
