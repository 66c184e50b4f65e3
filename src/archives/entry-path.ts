import { isUtf8 } from "node:buffer";
import { type Entry, getFileNameLowLevel } from "yauzl";
import { grouped } from "../core/count-of.ts";
import type { ArchiveLimits } from "./limits.ts";
import { type Refusal, refused } from "./refusal.ts";

export interface EntryPath {
  readonly kind: "path";
  /** With `/` between folders, without `.` and empty parts, so that one place has one spelling. */
  readonly path: string;
  readonly isFolder: boolean;
}

const utf8Flag = 0x800;

/** The place that an entry names, inside the archive and nowhere else. */
export function pathOf(entry: Entry, limits: ArchiveLimits): EntryPath | Refusal {
  // Names are decoded here and not by the library, which would repeat them in its error messages.
  // Programs on Unix write UTF-8 without the flag that says so; other code pages hardly ever are UTF-8 by chance.
  const flags = entry.generalPurposeBitFlag | (isUtf8(entry.fileNameRaw) ? utf8Flag : 0);
  const name = getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, true);
  const flaw = flawOf(name, limits);
  if (flaw !== undefined)
    return refused(`The name of an entry ${flaw}. Make the archive again with ordinary names.`, name);
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes(".."))
    return refused(
      "The name of an entry leads out of the archive with `..`. Make the archive again from the folder that holds the reports.",
      name,
    );
  if (parts.length - 1 > limits.maxDepth) {
    return refused(
      `An entry lies ${grouped(parts.length - 1)} folders deep; at most ${grouped(limits.maxDepth)} are accepted.`,
      name,
    );
  }
  return { kind: "path", path: parts.join("/"), isFolder: name.endsWith("/") || parts.length === 0 };
}

function flawOf(name: string, limits: ArchiveLimits): string | undefined {
  if (name === "") return "is empty";
  if (name.length > limits.maxPathLength) return `is longer than ${grouped(limits.maxPathLength)} characters`;
  if (/\p{Cc}/u.test(name)) return "holds control characters";
  if (name.includes("\\")) return "holds a backslash";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "is absolute";
  return undefined;
}
