import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import type { Blob } from "../../core/repository.ts";
import { maxYamlBytes } from "../../formats/yaml/decode.ts";
import { whyUnreadable } from "../why-unreadable.ts";

/** A configuration file of the user's own disk; throws BAD_USAGE when it cannot be read. */
export async function readConfigurationFile(file: string, cwd: string): Promise<Blob> {
  const path = resolve(cwd, file);
  // In quotation marks an empty name is seen, too.
  const shown = JSON.stringify(file);
  try {
    const found = await stat(path);
    // A device or a pipe may have no end.
    if (!found.isFile()) throw badUsage(`The configuration file ${shown} is no regular file. Name another.`);
    const { size } = found;
    if (size > maxYamlBytes) return { kind: "too-large", size };
    return { kind: "bytes", bytes: await readFile(path) };
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw badUsage(`The configuration file ${shown} ${whyUnreadable(cause)}.`, cause);
  }
}
