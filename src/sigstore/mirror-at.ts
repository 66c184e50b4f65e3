import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { type Mirror, usualMirrors } from "./refresh-roots.ts";
import { type Instance, publicGoodMirror } from "./stored-root.ts";

/**
 * A copy of an instance's repository at another address: what is there has to be signed as on the usual one, so it
 * begins with the same first root, which may have to be written into the directory.
 */
export function mirrorAt(instance: Instance, url: string, directory: string): Mirror {
  const usual = usualMirrors[instance];
  if (url === usual.url) return usual;
  if (usual.rootPath !== undefined) return { url, rootPath: usual.rootPath };
  const rootPath = join(directory, `${instance}-first-root.json`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(rootPath, publicGoodFirstRoot());
  return { url, rootPath };
}

const Seeds = z.object({ [publicGoodMirror]: z.object({ "root.json": z.base64() }) });

/** The package knows it for the usual address alone. */
function publicGoodFirstRoot(): Uint8Array {
  const path = createRequire(import.meta.url).resolve("@sigstore/tuf/seeds.json");
  const seeds = Seeds.parse(JSON.parse(readFileSync(path, "utf8")));
  return Buffer.from(seeds[publicGoodMirror]["root.json"], "base64");
}
