import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import { derivations } from "../../engine/derivations.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { defaultBase } from "../check/default-base.ts";
import type { OwnsOptions } from "../commands/owns.ts";
import { paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";
import { describeOwns } from "./describe-owns.ts";
import type { OwnedPath, OwnsOutput } from "./owns-output.ts";
import { type Owners, readOwners } from "./read-owners.ts";

/** Says of each path whose it is, and by what. */
export async function runOwns(asked: readonly string[], options: OwnsOptions, terminal: Terminal): Promise<void> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const base = await clone.resolve(options.base ?? (await defaultBase(clone)));
  const { config } = options;
  const owners = await readOwners({ clone, base, config, cwd: terminal.cwd, now: Date.now() });
  for (const warning of owners.warnings) terminal.err(`${visibleLine(warning)}\n`);
  const tree = await treeOf(clone, base);
  const paths = [...new Set(asked.flatMap((path) => filesMeant(path, tree)))];
  const output: OwnsOutput = {
    schemaVersion: 1,
    base,
    readFrom: owners.readFrom,
    paths: paths.map((path) => ownedPath(path, owners, tree)),
  };
  terminal.out(
    options.format === "json" ? `${JSON.stringify(output, null, 2)}\n` : describeOwns(output, paintFor(terminal.color)),
  );
}

function ownedPath(path: string, owners: Owners, tree: ReadonlySet<string>): OwnedPath {
  const [first, ...others] = owners.claims(path);
  return { path, exists: tree.has(path), ...first, passedOver: others };
}

/** A folder of the tree stands for its files; whatever else is asked for, for itself. */
function filesMeant(asked: string, tree: ReadonlySet<string>): readonly string[] {
  const path = asked.replace(/^(?:\.?\/)+/, "").replace(/\/+$/, "");
  // A variable of a script that is not set would otherwise mean all files.
  if (asked === "") throw badUsage("A path is empty: name a file or a folder, or . for all files.");
  if (path.split("/").includes("..")) {
    throw badUsage(`${asked} leads out of the repository: name it from the top.`);
  }
  if (tree.has(path)) return [path];
  const inside = [...tree].filter((file) => path === "" || path === "." || file.startsWith(`${path}/`));
  return inside.length > 0 ? inside : [path];
}

async function treeOf(clone: GitDirectory, commit: string): Promise<ReadonlySet<string>> {
  const cache = openDeskCache(clone.commonDir);
  try {
    const source = openRepositorySource(clone, { mergeBase: commit, head: commit, deriving: derivations(cache) });
    const { items, complete } = await source.tree("head");
    if (!complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
    return new Set(items.map(({ path }) => path));
  } finally {
    cache.close();
  }
}
