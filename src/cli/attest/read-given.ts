import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";

export type GivenFile =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large"; readonly size: number };

/** Reads a file that the command line names, unless it is larger than so many bytes. Throws BAD_USAGE when it cannot be read. */
export async function readGiven(option: string, name: string, directory: string, maxBytes: number): Promise<GivenFile> {
  try {
    await using file = await open(resolve(directory, name));
    const { size } = await file.stat();
    if (size > maxBytes) return { kind: "too-large", size };
    return { kind: "bytes", bytes: await file.readFile() };
  } catch (cause) {
    throw new Fault("BAD_USAGE", `The file ${name} of ${option} cannot be read.`, { cause, retry: false });
  }
}
