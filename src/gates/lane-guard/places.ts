import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { SourcePath } from "./model.ts";

/** Where things of one contract stand in the files of head. */
export interface Places {
  readonly nameOf: (id: number) => string;
  /** The line of the first import that counts; undefined where the importer has no file. */
  readonly ofLink: (importer: number, imported: number) => LinePlace | undefined;
  /** `a -> b (a.py:3)` */
  readonly linkText: (importer: number, imported: number) => string;
  /** The file of a module, or of the first module in a package that has none itself. */
  readonly fileOf: (id: number) => string | undefined;
}

interface LinePlace {
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export function placesIn(graph: ImportGraph, files: readonly SourcePath[], runsOnly: boolean): Places {
  const nameOf = (id: number) => graph.names[id] ?? "";
  const ofLink = (importer: number, imported: number) => {
    const path = files[graph.table.nodes[importer]?.file ?? -1]?.path;
    const line = graph.nameLines[firstLink(graph, importer, imported, runsOnly) ?? -1];
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
    fileOf(id) {
      const { end = 0 } = graph.table.nodes[id] ?? {};
      for (let inside = id; inside < end; inside += 1) {
        const path = files[graph.table.nodes[inside]?.file ?? -1]?.path;
        if (path !== undefined) return path;
      }
      return undefined;
    },
  };
}

/** The first link from one module to another by line. */
function firstLink(graph: ImportGraph, importer: number, imported: number, runsOnly: boolean): number | undefined {
  for (let link = graph.starts[importer] ?? 0; link < (graph.starts[importer + 1] ?? 0); link += 1) {
    if (graph.targets[link] === imported && !(runsOnly && graph.runs[link] === 0)) return link;
  }
  return undefined;
}
