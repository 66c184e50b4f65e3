import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { ImportedName } from "../../formats/imports/python/imports.ts";
import { type CountedLinks, isCounted } from "./counted-links.ts";
import type { SourcePath } from "./model.ts";

/** Where things of one contract stand in the files of head. */
export interface Places {
  readonly nameOf: (id: number) => string;
  /** The line of the first import that counts; undefined where the importer has no file. */
  readonly ofLink: (importer: number, imported: number) => LinePlace | undefined;
  /** `a -> b (a.py:3)` */
  readonly linkText: (importer: number, imported: number) => string;
  /** `a.py:3` */
  readonly lineText: (importer: number, line: number) => string;
  /**
   * Everything that the file of a module of Python imports, whether or not the contract looks at it; nothing of a path,
   * since names that are imported are not known of every language.
   */
  readonly importsOf: (id: number) => readonly ImportedName[];
  /** The file of a module, or of the first module in a package that has none itself. */
  readonly fileOf: (id: number) => string | undefined;
}

interface LinePlace {
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export function placesIn(graph: ImportGraph, files: readonly SourcePath[], counts: CountedLinks): Places {
  const nameOf = (id: number) => graph.names[id] ?? "";
  const fileOf = (id: number) => files[graph.table.nodes[id]?.file ?? -1];
  const ofLink = (importer: number, imported: number) => {
    const path = fileOf(importer)?.path;
    const line = graph.nameLines[firstLink(graph, importer, imported, counts) ?? -1];
    return path === undefined || line === undefined ? undefined : { path, firstLine: line, lastLine: line };
  };
  return {
    nameOf,
    ofLink,
    linkText(importer, imported) {
      const place = ofLink(importer, imported);
      const where = place === undefined ? "" : ` (${place.path}:${place.firstLine})`;
      return `${nameOf(importer)} -> ${nameOf(imported)}${where}`;
    },
    lineText: (importer, line) => `${fileOf(importer)?.path ?? nameOf(importer)}:${line}`,
    importsOf: (id) => fileOf(id)?.imports ?? [],
    fileOf(id) {
      const { end = 0 } = graph.table.nodes[id] ?? {};
      for (let inside = id; inside < end; inside += 1) {
        const path = fileOf(inside)?.path;
        if (path !== undefined) return path;
      }
      return undefined;
    },
  };
}

/** The first link from one module to another by line. */
function firstLink(graph: ImportGraph, importer: number, imported: number, counts: CountedLinks): number | undefined {
  for (let link = graph.starts[importer] ?? 0; link < (graph.starts[importer + 1] ?? 0); link += 1) {
    if (graph.targets[link] === imported && isCounted(graph, link, counts)) return link;
  }
  return undefined;
}
