import { z } from "zod";
import { inside } from "../../paths.ts";
import { readJson } from "./documents.ts";

/** A part that is not what it should be is as if it were not there; the others still count. */
const text = z.string().max(2_000).optional().catch(undefined);
const dependencies = z.record(z.string(), z.string()).optional().catch(undefined);

const Manifest = z.object({
  name: text,
  source: text,
  module: text,
  main: text,
  types: text,
  typings: text,
  exports: z.unknown().optional(),
  imports: z.unknown().optional(),
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()) }).transform(({ packages }) => packages)])
    .optional()
    .catch(undefined),
  dependencies,
  devDependencies: dependencies,
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
});

/** What a `package.json` says about how its files are found. */
export type Manifest = z.infer<typeof Manifest>;

/** Manifests of the tree by folder; each is read once, when it is asked for. */
export interface Manifests {
  of(folder: string): Manifest | undefined;
  readonly folders: readonly string[];
}

export function manifestsOf(contents: ReadonlyMap<string, Uint8Array>): Manifests {
  const known = new Map<string, Manifest | undefined>();
  const suffix = "package.json";
  const folders = [...contents.keys()]
    .filter((path) => path === suffix || path.endsWith(`/${suffix}`))
    .map((path) => path.slice(0, Math.max(0, path.length - suffix.length - 1)));
  return {
    folders,
    of(folder) {
      if (!known.has(folder)) known.set(folder, readJson(contents.get(inside(folder, suffix)), Manifest));
      return known.get(folder);
    },
  };
}
