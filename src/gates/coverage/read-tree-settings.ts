import { textsNamed } from "../../core/named-texts.ts";
import { flagOf } from "../../core/report-entries.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import { declaredPrefixes } from "../../formats/coverage/paths/declared-prefixes.ts";
import type { Prefix } from "../../formats/coverage/paths/find-paths.ts";
import { goModulePrefixes } from "../../formats/coverage/paths/go-modules.ts";
import { generatedFiles } from "../../formats/git/attributes.ts";
import type { CoverageSettings } from "./model.ts";

/**
 * What the repository itself says of its files: which are generated, as `.gitattributes` of the merge base says, so that
 * no change can take its own files out; and what the import paths of Go begin with.
 */
export async function readTreeSettings(
  repository: Pick<RepositorySource, "blobs">,
  base: readonly TreeEntry[],
  head: readonly TreeEntry[],
  settings: CoverageSettings,
): Promise<{
  readonly isGenerated: (path: string) => boolean;
  readonly prefixes: ReadonlyMap<string, readonly Prefix[]>;
}> {
  const attributes = await textsNamed(".gitattributes", repository, base);
  const { texts: goMods } = await textsNamed("go.mod", repository, head);
  const modules = goModulePrefixes(goMods);
  const prefixes = new Map<string, readonly Prefix[]>();
  for (const report of settings.reports) {
    prefixes.set(flagOf(report), [...(prefixes.get(flagOf(report)) ?? modules), ...declaredPrefixes(report)]);
  }
  return { isGenerated: generatedFiles(attributes), prefixes };
}
