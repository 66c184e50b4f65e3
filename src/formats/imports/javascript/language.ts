import type { Language, Link, LinkTarget, SourceImports, SourceTree } from "../language.ts";
import { javaScriptImports } from "./extractor.ts";
import type { ImportedModule, JavaScriptImports } from "./imports.ts";
import { isResolutionFile, type Resolver, resolverOver } from "./resolve.ts";

/** JavaScript and TypeScript. A module is called by its path; packages that were committed are not the author's own. */
export const javaScript: Language<JavaScriptImports> = {
  id: "javascript",
  title: "JavaScript or TypeScript",
  isSource: (path) => /\.([cm]?[jt]s|[jt]sx)$/.test(path) && !isInstalled(path),
  isResolutionFile: (path) => isResolutionFile(path) && !isInstalled(path),
  extractor: javaScriptImports,
  link: linkJavaScript,
  linksAlone: true,
  moduleName: (path) => path,
};

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
