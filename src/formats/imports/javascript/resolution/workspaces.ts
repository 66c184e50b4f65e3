import { z } from "zod";
import { isBoundedPattern, matcherOf } from "../../../globs/path-globs.ts";
import { folderOf, inside } from "../../paths.ts";
import { readJson, readYaml } from "./documents.ts";
import type { Manifests } from "./manifest.ts";

/** Packages that are linked rather than installed: by the folder whose manifest declares them, then by name. */
export type Workspaces = ReadonlyMap<string, ReadonlyMap<string, string>>;

const Packages = z.object({ packages: z.array(z.string()) });

/** Finds the workspaces that npm, Yarn, Bun, pnpm and Lerna declare, without installing anything. */
export function workspacesOf(manifests: Manifests, contents: ReadonlyMap<string, Uint8Array>): Workspaces {
  const workspaces = new Map<string, ReadonlyMap<string, string>>();
  for (const root of rootsOf(manifests, contents)) {
    const patterns = [
      ...(manifests.of(root)?.workspaces ?? []),
      ...pnpmPackages(contents.get(inside(root, "pnpm-workspace.yaml"))),
      ...(readJson(contents.get(inside(root, "lerna.json")), Packages)?.packages ?? []),
    ];
    if (patterns.length > 0) workspaces.set(root, packagesUnder(root, patterns, manifests));
  }
  return workspaces;
}

function rootsOf(manifests: Manifests, contents: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> {
  const roots = new Set(manifests.folders);
  for (const path of contents.keys()) {
    if (/(^|\/)(pnpm-workspace\.yaml|lerna\.json)$/.test(path)) roots.add(folderOf(path));
  }
  return roots;
}

function pnpmPackages(bytes: Uint8Array | undefined): readonly string[] {
  return Packages.safeParse(readYaml(bytes)).data?.packages ?? [];
}

const maxPatterns = 200;

function packagesUnder(root: string, patterns: readonly string[], manifests: Manifests): ReadonlyMap<string, string> {
  const wanted = patterns.slice(0, maxPatterns).filter(isBounded);
  const included = wanted.filter((pattern) => !pattern.startsWith("!")).map(folderPattern);
  const excluded = wanted
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => folderPattern(pattern.slice(1)));
  const isIncluded = matcherOf(included);
  const isExcluded = matcherOf(excluded);
  const packages = new Map<string, string>();
  for (const folder of manifests.folders) {
    const path = root === "" ? folder : folder.slice(root.length + 1);
    if (path === "" || !folder.startsWith(root === "" ? "" : `${root}/`)) continue;
    if (!isIncluded(path) || isExcluded(path)) continue;
    const name = manifests.of(folder)?.name;
    if (name !== undefined && !packages.has(name)) packages.set(name, folder);
  }
  return packages;
}

function isBounded(pattern: string): boolean {
  return pattern.length <= 500 && isBoundedPattern(pattern);
}

function folderPattern(pattern: string): string {
  return pattern.replace(/^\.\//, "").replace(/\/+$/, "");
}
