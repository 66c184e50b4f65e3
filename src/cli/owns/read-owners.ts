import { badUsage } from "../../core/bad-usage.ts";
import type { Blob } from "../../core/repository.ts";
import { codeownersPaths, codeownersRuleFor, parseCodeowners } from "../../formats/ownership/codeowners.ts";
import { claimsOn, type Ownership, ownerOf } from "../../gates/ownership/map/owner-of.ts";
import { ownershipMap } from "../../gates/ownership/map/ownership-map.ts";
import type { OwnsClaim } from "./owns-output.ts";
import { type MapRequest, type ReadMap, readOwnershipMap } from "./read-map.ts";

/** Whoever says whose files are. */
export interface Owners {
  readonly readFrom: string;
  /** What was read and cannot count, for people. */
  readonly warnings: readonly string[];
  /** What decides about a path first, then what else matches. */
  claims(path: string): readonly [OwnsClaim, ...OwnsClaim[]];
}

export interface OwnersRequest extends MapRequest {
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The map of the base, or its CODEOWNERS file where it has none. Throws BAD_USAGE when nothing says whose files are. */
export async function readOwners(request: OwnersRequest): Promise<Owners> {
  const read = await readOwnershipMap(request);
  return read === undefined ? readCodeowners(request) : ownersOf(read, request.now);
}

function ownersOf({ map, readFrom, warnings }: ReadMap, now: number): Owners {
  const ordered = ownershipMap(map.settings, map.lists, map.own);
  return {
    readFrom,
    warnings,
    claims(path) {
      const first = ownerOf(path, ordered, now);
      const isFirst = (one: Ownership) => one.source === first.source && one.id === first.id;
      const others = claimsOn(path, ordered).filter((one) => !isFirst(one));
      return [claimOf(first), ...others.map(claimOf)];
    },
  };
}

function claimOf({ owners, mode, source, id, pattern, from, until }: Ownership): OwnsClaim {
  return {
    owners: [...owners],
    mode,
    source,
    id,
    pattern,
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
}

async function readCodeowners({ clone, base }: OwnersRequest): Promise<Owners> {
  for (const path of codeownersPaths) {
    const file = await clone.fileAt(base, path);
    if (file.kind !== "missing") return codeownersOf(path, file);
  }
  const message =
    "Nothing on the base says whose files are: its configuration has no gate `ownership`, and there is no CODEOWNERS file. `lanekeeper init` writes a first configuration.";
  throw badUsage(message);
}

function codeownersOf(path: string, file: Exclude<Blob, { readonly kind: "missing" }>): Owners {
  const read = file.kind === "bytes" ? parseCodeowners(file.bytes) : { kind: "too-large" as const };
  if (read.kind !== "rules") {
    const why = read.kind === "too-large" ? "it has 3 MB or more" : "it is not UTF-8 text";
    throw badUsage(`${path} is not read, as GitHub does not: ${why}.`);
  }
  return {
    readFrom: path,
    warnings: read.problems.map(({ line, what }) => `${path}, line ${line}: ${what}`),
    claims(asked) {
      const rule = codeownersRuleFor(read.rules, asked);
      if (rule === undefined) return [nobodys];
      const { owners, pattern, line } = rule;
      const by = { source: "codeowners", id: `line ${line}`, pattern: pattern.text, line } as const;
      // Whoever a CODEOWNERS file names is asked for a review, and keeps nobody out.
      return [{ owners: [...owners], mode: owners.length === 0 ? "open" : "advisory", ...by }];
    },
  };
}

const nobodys: OwnsClaim = { owners: [], mode: "open", source: "codeowners", id: "no line", pattern: "" };
