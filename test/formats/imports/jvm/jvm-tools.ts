import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { JvmImports } from "../../../../src/formats/imports/jvm/imports.ts";
import { jvm } from "../../../../src/formats/imports/jvm/language.ts";

/** Java and Kotlin files with every way to import and declare. */
export const fixture = fileURLToPath(new URL("fixtures/tree", import.meta.url));

/** The folder of the JDK; undefined where there is none, one without a compiler, or one that is older than 17. */
export function javaHome(): string | undefined {
  const compiler = spawnSync("javac", ["-version"], { encoding: "utf8" });
  const settings = spawnSync("java", ["-XshowSettings:properties", "-version"], { encoding: "utf8" });
  const home = /^\s*java\.home = (.+)$/m.exec(settings.stderr ?? "")?.[1];
  const version = Number(/^javac (\d+)/.exec(compiler.stdout ?? "")?.[1] ?? 0);
  return version >= 17 ? home : undefined;
}

/** Where Debian has the Kotlin compiler; undefined where it is not installed. */
export function kotlinCompiler(): string | undefined {
  const path = "/usr/share/java/kotlin-compiler.jar";
  return existsSync(path) ? path : undefined;
}

/** The lines that a Java program beside this file prints. */
function runJava(program: string, classPath: string, args: readonly string[]): readonly string[] {
  const source = fileURLToPath(new URL(program, import.meta.url));
  const options = ["-cp", classPath, source, ...args];
  const { status, stdout, stderr } = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`java ${program}: ${stderr.slice(0, 2_000)}`);
  return stdout.trimEnd().split("\n");
}

/** What somebody else's parser finds in each file, in the form of `shownFile`; undefined for files with errors. */
export type ParsedFiles = ReadonlyMap<string, readonly string[] | undefined>;

export function parsedJava(folder: string): ParsedFiles {
  return filesOf(runJava("ParserImports.java", "", [folder]));
}

export function parsedKotlin(folder: string, compiler: string): ParsedFiles {
  return filesOf(runJava("PsiImports.java", `${compiler}:/usr/share/java/*`, [folder]));
}

function filesOf(lines: readonly string[]): ParsedFiles {
  const files = new Map<string, string[] | undefined>();
  let rows: string[] | undefined;
  for (const line of lines) {
    const [kind, path = "", valid] = line.split("\t");
    if (kind === "file") {
      rows = valid === "true" ? [] : undefined;
      files.set(path, rows);
    } else rows?.push(line.replaceAll("\t", " ").replaceAll("`", ""));
  }
  return new Map([...files].map(([path, found]) => [path, found?.sort()] as const));
}

/** `importer -> file` for each import of a Java file, and each type that a star brings, as the compiler resolves them. */
export function resolvedJava(folder: string): readonly string[] {
  const lines = runJava("ResolvedImports.java", "", [folder]);
  const edges = lines.map((line) => line.split("\t").slice(1).join(" -> "));
  return [...new Set(edges)].sort();
}

/** What we find in a file; names for Java of what Kotlin declares are no declarations, and are left out. */
export function shownFile({ packageName, moduleName, declared, imports }: JvmImports, others: readonly string[] = []) {
  return [
    ...(packageName === "" ? [] : [`package ${packageName}`]),
    ...(moduleName === "" ? [] : [`module ${moduleName}`]),
    ...declared.filter((name) => !others.includes(name)).map((name) => `declared ${name}`),
    ...imports.map(({ name, kind, line, nameLine }) => {
      const shown = { name, star: `${name}.*`, module: `module ${name}` }[kind];
      return `import ${line} ${nameLine} ${shown}`;
    }),
  ].sort();
}

export function sourcesIn(folder: string, extension: string) {
  const top = realpathSync(folder);
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(top, join(entry.parentPath, entry.name)))
    .flatMap((path) => {
      const imports = jvm.extractorFor(path)?.extract(readFileSync(join(top, path)));
      return imports === undefined ? [] : [{ path, imports }];
    });
}

/** Our own links between files, in the form of `resolvedJava`. */
export function linkedJava(folder: string): readonly string[] {
  const links = jvm.link(sourcesIn(folder, ".java"), { paths: [], contents: new Map() });
  const edges = links.flatMap(({ importer, target }) =>
    target.kind === "file" ? `${importer} -> ${target.path}` : [],
  );
  return [...new Set(edges)].sort();
}
