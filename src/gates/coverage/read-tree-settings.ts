import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { Prefix } from "../../formats/coverage/paths/find-paths.ts";
import { goModulePrefix } from "../../formats/coverage/paths/go-modules.ts";
import { generatedFiles } from "../../formats/git/attributes.ts";
import type { CoverageSettings } from "./model.ts";
import { flagOf } from "./requests.ts";

/** So many `go.mod` and `.gitattributes` are read. */
const maxFiles = 500;

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
  const attributes = await textsOf(
    repository,
    base.filter(({ path }) => nameOf(path) === ".gitattributes"),
  );
  const goModules = await textsOf(
    repository,
    head.filter(({ path }) => nameOf(path) === "go.mod"),
  );
  const modules = [...goModules].flatMap(([folder, text]) => goModulePrefix(folder, text));
  const prefixes = new Map<string, readonly Prefix[]>();
  for (const report of settings.reports) {
    const declared = report.prefixes.map((prefix) => ({ prefix, folder: "" }));
    prefixes.set(flagOf(report), [...(prefixes.get(flagOf(report)) ?? modules), ...declared]);
  }
  return { isGenerated: generatedFiles(attributes), prefixes };
}

/** Texts by folder. What cannot be read says nothing. */
async function textsOf(
  repository: Pick<RepositorySource, "blobs">,
  entries: readonly TreeEntry[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = entries.filter(({ kind }) => kind === "file").slice(0, maxFiles);
  if (wanted.length === 0) return new Map();
  const blobs = await repository.blobs(wanted.map(({ id }) => id));
  return new Map(
    wanted.flatMap(({ path, id }) => {
      const blob = blobs.get(id);
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return blob?.kind === "bytes" ? [[folder, new TextDecoder().decode(blob.bytes)] as const] : [];
    }),
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
