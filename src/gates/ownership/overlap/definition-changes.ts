import type { HeadFacts } from "../../../core/overlap.ts";
import type { DefinitionChange } from "../../../core/pull-request-overlaps.ts";
import { compareDefinitions } from "../../../formats/definitions/compare-definitions.ts";
import { changesByPath } from "./compare.ts";
import type { Sources } from "./read-sources.ts";

/** So many of one head are told. */
const maxChanges = 50;

/** What a head does to definitions of these files of the base, and of files that it adds under these paths. */
export async function definitionChanges(
  head: HeadFacts,
  paths: readonly string[],
  sources: Sources,
): Promise<readonly DefinitionChange[]> {
  const { changes } = changesByPath(head);
  const wanted = paths.flatMap((path) => {
    const change = changes.get(path);
    return change === undefined ? [] : [{ path, change }];
  });
  const read = await sources.read(wanted.flatMap(({ change }) => [change.before, change.after]));
  return wanted
    .flatMap(({ path, change }) => {
      const [before, after] = [read(change.before), read(change.after)];
      // Of a file that cannot be read to its end, what is missing would look like what went.
      if (before?.complete === false || after?.complete === false) return [];
      if (change.after !== undefined && after === undefined && before !== undefined) return [];
      return compareDefinitions(before, after).map((told): DefinitionChange => ({ path, ...told }));
    })
    .slice(0, maxChanges);
}
