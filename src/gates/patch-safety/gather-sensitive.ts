import { configurationPath } from "../../core/configuration-path.ts";
import type { Change, ChangedLines, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { SensitiveFact } from "./facts.ts";
import type { PatchSafetySettings } from "./model.ts";
import { hiddenDirection, type Searched, searchContent } from "./search-content.ts";

/** Looks for what deserves a second look in any change. */
export async function gatherSensitive(
  settings: PatchSafetySettings,
  repository: Pick<RepositorySource, "blobs">,
  changes: readonly Change[],
  changedLines: readonly ChangedLines[],
): Promise<Searched> {
  const isConfiguration = matcherOf([configurationPath, ...settings.configuration]);
  const found = changes.flatMap((change) => foundByPath(change, isConfiguration));
  const { found: inside, unsearched } = await searchContent(repository, changes, changedLines);
  return { found: [...found, ...inside], unsearched };
}

function foundByPath(change: Change, isConfiguration: (path: string) => boolean): readonly SensitiveFact[] {
  const { path } = change;
  const paths = change.status === "renamed" ? [path, change.before.path] : [path];
  const entries = entriesOf(change);
  const fact = (kind: SensitiveFact["kind"], what: string): SensitiveFact => ({
    kind,
    path,
    what,
    there: change.status !== "deleted",
    lines: [],
  });
  return [
    ...(paths.some((each) => /^\.github\/(?:workflows|actions)\//i.test(each))
      ? [fact("workflows", `A workflow is ${verbOf(change)}.`)]
      : []),
    ...(paths.some(isConfiguration) ? [fact("configuration", `Lanekeeper's configuration is ${verbOf(change)}.`)] : []),
    ...(entries.some(({ kind }) => kind === "submodule") ? [fact("submodules", submoduleText(change))] : []),
    ...(paths.some((each) => /(?:^|\/)\.gitmodules$/.test(each))
      ? [fact("submodules", "Where submodules come from is changed.")]
      : []),
    ...(hiddenDirection.test(path)
      ? [fact("bidirectional-text", "The path has control characters that change the direction of text.")]
      : []),
  ];
}

function entriesOf(change: Change): readonly TreeEntry[] {
  if (change.status === "added") return [change.after];
  return change.status === "deleted" ? [change.before] : [change.before, change.after];
}

function verbOf({ status }: Change): string {
  return status === "modified" ? "changed" : status;
}

function submoduleText(change: Change): string {
  const id = (entry: TreeEntry) => (entry.kind === "submodule" ? entry.id.slice(0, 12) : "a file");
  if (change.status === "added") return `A submodule is added at ${id(change.after)}.`;
  if (change.status === "deleted") return `A submodule is removed, which was at ${id(change.before)}.`;
  return `A submodule moves from ${id(change.before)} to ${id(change.after)}.`;
}
