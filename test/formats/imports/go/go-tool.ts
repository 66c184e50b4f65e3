import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { goImports } from "../../../../src/formats/imports/go/extractor.ts";
import { go } from "../../../../src/formats/imports/go/language.ts";

/** Nothing is fetched, and modules need no checksums. */
const env = { ...process.env, GOFLAGS: "-mod=readonly", GOPROXY: "off", GONOSUMDB: "*", GOTOOLCHAIN: "local" };

function run(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("go", args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`go ${args.join(" ")}: ${stderr.slice(0, 2_000)}`);
  return stdout;
}

/** The folder of the standard library; undefined where there is no Go. */
export function librarySources(): string | undefined {
  const answer = spawnSync("go", ["env", "GOROOT"], { encoding: "utf8" });
  return answer.status === 0 ? join(answer.stdout.trim(), "src") : undefined;
}

const Parsed = z.object({
  path: z.string(),
  valid: z.boolean(),
  imports: z.array(z.tuple([z.string(), z.string(), z.string()])),
});

/** What Go's own parser finds in each file below a folder. */
export function parsedFiles(folder: string): readonly z.output<typeof Parsed>[] {
  const program = fileURLToPath(new URL("parser-imports.go", import.meta.url));
  const lines = run(["run", program, folder], folder).trim().split("\n");
  return lines.map((line) => Parsed.parse(JSON.parse(line)));
}

const names = z.array(z.string()).default([]);
const Package = z.object({
  Dir: z.string().default(""),
  ImportPath: z.string(),
  GoFiles: names,
  CgoFiles: names,
  TestGoFiles: names,
  XTestGoFiles: names,
  Imports: names,
  TestImports: names,
  XTestImports: names,
});

export interface ToolGraph {
  /** Files that the go tool builds here, by path below the top. */
  readonly built: ReadonlySet<string>;
  /** `folder -> folder`, or `folder (test) -> folder` for what only tests import; nothing of other people. */
  readonly edges: ReadonlySet<string>;
}

/** The imports that `go list` sees between the folders of a tree, for the patterns in each of its folders. */
export function listedGraph(top: string, asked: readonly (readonly [folder: string, ...string[]])[]): ToolGraph {
  const packages = asked.flatMap(([folder, ...patterns]) => {
    const text = run(["list", "-e", "-deps", "-json", ...patterns], join(top, folder));
    return jsonValues(text).map((value) => Package.parse(value));
  });
  const folders = new Map(packages.map(({ ImportPath, Dir }) => [ImportPath, Dir]));
  const isBelow = (folder: string) => folder !== "" && !relative(top, folder).startsWith("..");
  const isVendored = (folder: string) => /(^|\/)vendor(\/|$)/.test(folder);
  const built = new Set<string>();
  const edges = new Set<string>();
  for (const { Dir, GoFiles, CgoFiles, TestGoFiles, XTestGoFiles, ...found } of packages) {
    const from = relative(top, Dir);
    if (!isBelow(Dir) || isVendored(from)) continue;
    for (const file of [...GoFiles, ...CgoFiles, ...TestGoFiles, ...XTestGoFiles]) built.add(join(from, file));
    const add = (kind: string, imported: string) => {
      const to = folders.get(imported) ?? "";
      if (isBelow(to) && !isVendored(relative(top, to)))
        edges.add(`${from || "."}${kind} -> ${relative(top, to) || "."}`);
    };
    for (const imported of found.Imports) add("", imported);
    for (const imported of [...found.TestImports, ...found.XTestImports]) add(" (test)", imported);
  }
  return { built, edges };
}

/** Values that stand one behind the other, as the go tool prints them. */
function jsonValues(text: string): readonly unknown[] {
  return text
    .split(/^(?=\{$)/m)
    .filter((part) => part.trim() !== "")
    .map((part): unknown => JSON.parse(part));
}

/** The same as `listedGraph`, by our own reading of those files. */
export function linkedGraph(top: string, built: ReadonlySet<string>): ReadonlySet<string> {
  const paths = readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)));
  const read = (path: string) => readFileSync(join(top, path));
  const contents = new Map(paths.filter(go.isResolutionFile).map((path) => [path, read(path)]));
  const sources = paths
    .filter((path) => go.extractorFor(path) !== undefined && built.has(path))
    .map((path) => ({ path, imports: goImports.extract(read(path)) }));
  const edges = new Set<string>();
  for (const { importer, target } of go.link(sources, { paths, contents })) {
    if (target.kind !== "folder" && target.kind !== "file") continue;
    const name = go.moduleName(importer);
    const from = name.endsWith("_test.go") ? `${go.moduleName(join(importer, "..", "any.go"))} (test)` : name;
    edges.add(`${from} -> ${target.kind === "folder" ? target.path : go.moduleName(target.path)}`);
  }
  return edges;
}

/** A workspace of three modules with every way to import. */
export const fixture = fileURLToPath(new URL("fixtures/tree", import.meta.url));
