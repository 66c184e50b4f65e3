import type { Language, Link, ResolutionFlaw, SourceImports, SourceTree } from "../language.ts";
import { folderOf } from "../paths.ts";
import { goImports } from "./extractor.ts";
import type { GoImports } from "./imports.ts";
import { isTooLong, readDirectives } from "./resolution/directives.ts";
import { isOwn, isTest } from "./resolution/sources.ts";
import { resolverOver } from "./resolve.ts";

/**
 * Go. All files of a folder are one package, and so one module, which is called by its folder. A test is a module of
 * its own in that folder: nobody imports it, and what it imports, the package does not.
 */
export const go: Language<GoImports> = {
  id: "go",
  title: "Go",
  extractorFor: (path) => (path.endsWith(".go") && isOwn(path) ? goImports : undefined),
  isResolutionFile: (path) => /(^|\/)go\.(mod|work)$/.test(path) && isOwn(path),
  checkResolution: ({ contents }) => ({ named: [], flaws: [...contents].flatMap(flawOf) }),
  link: linkGo,
  linksAlone: true,
  isInPackage: (path) => !isTest(path),
  moduleName: (path) => (isTest(path) ? path : folderOf(path) || "."),
};

function linkGo(sources: readonly SourceImports<GoImports>[], { paths, contents }: SourceTree): readonly Link[] {
  const resolver = resolverOver(paths, contents);
  return sources.flatMap(({ path: importer, imports }) =>
    imports.imports.flatMap(({ specifier, line, specifierLine }) => {
      const targets = resolver.resolve(importer, specifier);
      return targets.map((target) => ({ importer, target, line, nameLine: specifierLine, typeOnly: false }));
    }),
  );
}

/** A module without a path is nobody's, and a workspace that is not read uses nothing. */
function flawOf([path, bytes]: readonly [string, Uint8Array]): readonly ResolutionFlaw[] {
  const isBroken = path.endsWith("go.mod") ? readDirectives(bytes).module === undefined : isTooLong(bytes);
  return isBroken ? [{ path, kind: "unreadable-configuration", line: 1 }] : [];
}
