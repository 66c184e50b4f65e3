import { z } from "zod";
import { folderOf, inside, joined } from "../../paths.ts";
import { readJson } from "./documents.ts";

const Configuration = z.object({
  extends: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .catch(undefined),
  references: z
    .array(z.object({ path: z.string() }).optional().catch(undefined))
    .optional()
    .catch(undefined),
  compilerOptions: z
    .object({
      baseUrl: z.string().optional().catch(undefined),
      paths: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What a `tsconfig.json` says about where names lead. */
type Configuration = z.infer<typeof Configuration>;

/** Finds a configuration that is extended by the name of a package; undefined when the tree has none. */
export type FindPackageFile = (folder: string, specifier: string) => string | undefined;

/** Configurations of TypeScript by path; each is parsed once. */
export interface Configurations {
  /** Whether one may be extended under this path. */
  has(path: string): boolean;
  read(path: string): Configuration | undefined;
  readonly findPackageFile: FindPackageFile;
}

export function configurationsOver(
  contents: ReadonlyMap<string, Uint8Array>,
  has: Configurations["has"],
  findPackageFile: FindPackageFile,
): Configurations {
  return {
    has,
    read: remembered((path: string) => readJson(contents.get(path), Configuration, true)),
    findPackageFile,
  };
}

/** No chain or list that people write is longer; a circle would be. */
export const maxExtended = 30;

/** So many are followed from one configuration, be it through others. */
export const maxReferenced = 100;

/** A configuration that another extends or references: as it is written, and the path that this leads to, if any. */
export interface NamedConfiguration {
  readonly specifier: string;
  readonly found: string | undefined;
}

export function extendedBy(configurations: Configurations, path: string): readonly NamedConfiguration[] {
  const specifiers = configurations.read(path)?.extends ?? [];
  return specifiers
    .slice(0, maxExtended)
    .map((specifier) => ({ specifier, found: findExtended(configurations, folderOf(path), specifier) }));
}

/** The projects that a configuration is split into, or that it builds upon. One that is no JSON by its name is a folder. */
export function referencedBy(configurations: Configurations, path: string): readonly NamedConfiguration[] {
  const references = configurations.read(path)?.references ?? [];
  return references.slice(0, maxReferenced).flatMap((reference) => {
    if (reference === undefined) return [];
    const target = reference.path.startsWith("/") ? undefined : joined(folderOf(path), reference.path);
    const file = target?.endsWith(".json") === false ? inside(target, "tsconfig.json") : target;
    return [{ specifier: reference.path, found: file !== undefined && configurations.has(file) ? file : undefined }];
  });
}

/** Whether what is extended is named by its path, and not by a package. */
export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

function findExtended(configurations: Configurations, folder: string, specifier: string): string | undefined {
  if (!isRelative(specifier)) return configurations.findPackageFile(folder, specifier);
  const path = joined(folder, specifier);
  if (path === undefined) return undefined;
  const candidates = [path, `${path}.json`, inside(path, "tsconfig.json")];
  return candidates.find((candidate) => configurations.has(candidate));
}

export function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const entry = known.get(key) ?? { value: find(key) };
    known.set(key, entry);
    return entry.value;
  };
}
