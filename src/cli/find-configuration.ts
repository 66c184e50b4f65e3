import { access } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { badUsage } from "../core/bad-usage.ts";
import { configurationPath } from "../core/configuration-path.ts";

/** The configuration of this folder or the nearest one above; throws BAD_USAGE when there is none. */
export async function findConfiguration(cwd: string): Promise<string> {
  for (let directory = cwd; ; directory = dirname(directory)) {
    const file = join(directory, configurationPath);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return relative(cwd, file);
    if (directory === dirname(directory)) break;
  }
  throw badUsage(`There is no ${configurationPath} in this folder or above it. Name a file.`);
}
