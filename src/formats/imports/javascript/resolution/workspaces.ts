import { load, YAMLException } from "js-yaml";
import { Minimatch, type MinimatchOptions, minimatch } from "minimatch";
import { z } from "zod";
import { inside } from "../../paths.ts";
import { readJson, readText } from "./documents.ts";
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
    if (/(^|\/)(pnpm-workspace\.yaml|lerna\.json)$/.test(path))
      roots.add(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  }
  return roots;
}

function pnpmPackages(bytes: Uint8Array | undefined): readonly string[] {
  const text = readText(bytes);
  if (text === undefined) return [];
  try {
    return Packages.safeParse(load(text)).data?.packages ?? [];
  } catch (error) {
    if (error instanceof YAMLException || error instanceof RangeError) return [];
    throw error;
  }
}

/** As for `exclude` of batch-size: what is left of globs is matched without backtracking. */
const options = {
  dot: true,
  nocomment: true,
  nonegate: true,
  noext: true,
  platform: "linux",
  braceExpandMax: 65,
} as const satisfies MinimatchOptions;

const maxPatterns = 200;

function packagesUnder(root: string, patterns: readonly string[], manifests: Manifests): ReadonlyMap<string, string> {
  const wanted = patterns.slice(0, maxPatterns).filter(isBounded);
  const included = wanted.filter((pattern) => !pattern.startsWith("!")).map(matcher);
  const excluded = wanted.filter((pattern) => pattern.startsWith("!")).map((pattern) => matcher(pattern.slice(1)));
  const packages = new Map<string, string>();
  for (const folder of manifests.folders) {
    const path = root === "" ? folder : folder.slice(root.length + 1);
    if (path === "" || !folder.startsWith(root === "" ? "" : `${root}/`)) continue;
    if (!included.some((one) => one.match(path)) || excluded.some((one) => one.match(path))) continue;
    const name = manifests.of(folder)?.name;
    if (name !== undefined && !packages.has(name)) packages.set(name, folder);
  }
  return packages;
}

function isBounded(pattern: string): boolean {
  return pattern.length <= 500 && minimatch.braceExpand(pattern, options).length < options.braceExpandMax;
}

function matcher(pattern: string): Minimatch {
  return new Minimatch(pattern.replace(/^\.\//, "").replace(/\/+$/, ""), options);
}
