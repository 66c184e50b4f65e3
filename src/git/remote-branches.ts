import type { Branch } from "../core/history.ts";
import { runGit } from "./git.ts";
import { type FetchOptions, fetchConfiguration, fetchFault } from "./mirror-fetch.ts";

/** What the names and ids of branches may take together. */
const maxOutputBytes = 32_000_000;

/** The branches that the other side has now, with their tips. Throws as a fetch does. */
export async function listRemoteBranches(
  gitDir: string,
  options: Omit<FetchOptions, "maxBytes">,
): Promise<readonly Branch[]> {
  const result = await runGit({
    args: ["ls-remote", "--quiet", "--heads", "--end-of-options", options.url],
    gitDir,
    configuration: fetchConfiguration,
    protocols: options.protocols,
    timeoutMs: options.timeoutMs,
    maxOutputBytes,
    ...(options.token === undefined ? {} : { credential: { username: "x-access-token", password: options.token } }),
  });
  if (result.exitCode !== 0) throw fetchFault(result);
  return result.stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const [, tip, name] = /^([0-9a-f]{40,64})\trefs\/heads\/(.+)$/s.exec(line) ?? [];
      // A name that is not UTF-8 cannot be asked for by its name.
      return tip === undefined || name === undefined || name.includes("\uFFFD") ? [] : [{ name, tip }];
    });
}
