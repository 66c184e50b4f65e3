/**
 * Copies what the compiled code reads from disk, every file of src that is not TypeScript, to its place beside the code:
 * `node scripts/copy-assets.ts [target]`, by default to dist.
 */
import { copyFileSync, globSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const sources = fileURLToPath(new URL("../src", import.meta.url));
const target = resolve(process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url)));

const assets = globSync("**/*", { cwd: sources }).filter(
  (path) => !path.endsWith(".ts") && statSync(join(sources, path)).isFile(),
);
// The compiler has made the folder of every module; one that is missing says that an asset has no code to read it.
for (const path of assets) copyFileSync(join(sources, path), join(target, path));
process.stdout.write(`${assets.length} assets copied to ${target}\n`);
if (assets.length === 0) throw new Error(`There is nothing to copy in ${sources}.`);
