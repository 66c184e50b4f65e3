import type { ImportExtractor, Language, Link, SourceImports } from "../language.ts";
import { javaImports, kotlinImports } from "./extractor.ts";
import type { JvmImports } from "./imports.ts";
import { resolverOver } from "./resolve.ts";

/** Java and Kotlin, which see each other. A module is called by its path. */
export const jvm: Language<JvmImports> = {
  id: "jvm",
  title: "Java or Kotlin",
  extractorFor,
  // Packages are where files say that they are; how a build finds the files is not asked.
  isResolutionFile: () => false,
  link: linkJvm,
  linksAlone: false,
  moduleName: (path) => path,
};

function extractorFor(path: string): ImportExtractor<JvmImports> | undefined {
  if (path.endsWith(".java")) return javaImports;
  return /\.kts?$/.test(path) ? kotlinImports : undefined;
}

function linkJvm(sources: readonly SourceImports<JvmImports>[]): readonly Link[] {
  const resolver = resolverOver(sources);
  return sources.flatMap((source) =>
    source.imports.imports.flatMap((imported) => {
      const { line, nameLine } = imported;
      const targets = resolver.resolve(source, imported);
      return targets.map((target) => ({ importer: source.path, target, line, nameLine, typeOnly: false }));
    }),
  );
}
