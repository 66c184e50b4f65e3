import { touchedDefinitions } from "../../../formats/definitions/touched-definitions.ts";
import { changesByPath } from "./compare.ts";
import type { EvaluatedPair } from "./evaluate.ts";
import type { Sources } from "./read-sources.ts";

/** So many files of all pairs are looked into. */
const maxFiles = 2_000;

/**
 * Raises pairs that meet in the same file to the level `symbol` where both change the same named definition, on lines that do
 * not touch. The base's definitions count, since both sides are told in its lines.
 */
export async function withSymbols(
  pairs: readonly EvaluatedPair[],
  sources: Sources,
): Promise<readonly EvaluatedPair[]> {
  const inFiles = pairs.filter(({ level }) => level === "file");
  const places = inFiles.flatMap((pair) => pair.files.map(({ path }) => ({ pair, path }))).slice(0, maxFiles);
  const changesOf = (pair: EvaluatedPair, path: string) =>
    [pair.view.one, pair.view.other].map((head) => changesByPath(head).changes.get(path));
  const read = await sources.read(places.map(({ pair, path }) => changesOf(pair, path)[0]?.before));
  const shared = new Map<EvaluatedPair, { readonly path: string; readonly symbols: readonly string[] }[]>();
  for (const { pair, path } of places) {
    const [one, other] = changesOf(pair, path);
    const definitions = read(one?.before)?.definitions ?? [];
    const [mine, theirs] = [one, other].map((change) =>
      touchedDefinitions(
        definitions,
        (change?.hunks ?? []).map(({ before }) => before),
      ),
    );
    const symbols = [...(mine ?? [])].filter((symbol) => theirs?.has(symbol) === true);
    if (symbols.length > 0) shared.set(pair, [...(shared.get(pair) ?? []), { path, symbols }]);
  }
  return pairs.map((pair) => {
    const found = shared.get(pair);
    if (found === undefined) return pair;
    const paths = new Set(found.map(({ path }) => path));
    const files = pair.files.filter(({ path }) => paths.has(path));
    return { ...pair, level: "symbol", files, symbols: found.flatMap(({ symbols }) => symbols) };
  });
}
