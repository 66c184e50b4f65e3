import type { ImportExtractor, Language, Link, LinkTarget, SourceImports, SourceTree } from "../language.ts";
import { astroImports, svelteImports, vueImports } from "./components/extractor.ts";
import { javaScriptImports } from "./extractor.ts";
import type { ImportedModule, JavaScriptImports } from "./imports.ts";
import { checkResolution, isResolutionFile } from "./resolution/check.ts";
import { type Resolver, resolverOver } from "./resolve.ts";

/** JavaScript and TypeScript, also in components. A module is called by its path; packages that were committed are not the author's own. */
export const javaScript: Language<JavaScriptImports> = {
  id: "javascript",
  title: "JavaScript or TypeScript",
  extractorFor: (path) => (isInstalled(path) ? undefined : extractorOf(path)),
  isResolutionFile: (path) => isResolutionFile(path) && !isInstalled(path),
  checkResolution,
  link: linkJavaScript,
  linksAlone: true,
  moduleName: (path) => path,
};

function extractorOf(path: string): ImportExtractor<JavaScriptImports> | undefined {
  if (/\.([cm]?[jt]s|[jt]sx)$/.test(path)) return javaScriptImports;
  if (path.endsWith(".vue")) return vueImports;
  if (path.endsWith(".svelte")) return svelteImports;
  return path.endsWith(".astro") ? astroImports : undefined;
}

function isInstalled(path: string): boolean {
  return /(^|\/)node_modules\//.test(path);
}

function linkJavaScript(
  sources: readonly SourceImports<JavaScriptImports>[],
  { paths, contents }: SourceTree,
): readonly Link[] {
  const resolver = resolverOver(paths, contents);
  return sources.flatMap(({ path, imports }) => imports.imports.map((imported) => linkOf(resolver, path, imported)));
}

function linkOf(resolver: Resolver, importer: string, imported: ImportedModule): Link {
  const { line, specifierLine, typeOnly } = imported;
  return { importer, target: targetOf(resolver, importer, imported), line, nameLine: specifierLine, typeOnly };
}

function targetOf(resolver: Resolver, importer: string, imported: ImportedModule): LinkTarget {
  const resolution = resolver.resolve(importer, imported);
  return resolution.kind === "unresolved" ? { kind: "unresolved", specifier: imported.specifier } : resolution;
}
