import { type Links, linksFrom } from "./links.ts";

/** The links with one importer's links replaced: it imports these ids, each once and in rising order. */
export function withImportsOf(links: Links, importer: number, imported: readonly number[]): Links {
  const { starts, ids } = links.imported;
  const [first, end] = [starts[importer] ?? 0, starts[importer + 1] ?? 0];
  const shift = imported.length - (end - first);
  const replaced = new Int32Array(ids.length + shift);
  replaced.set(ids.subarray(0, first));
  replaced.set(imported, first);
  replaced.set(ids.subarray(end), first + imported.length);
  return linksFrom({ starts: starts.map((start, id) => (id > importer ? start + shift : start)), ids: replaced });
}
