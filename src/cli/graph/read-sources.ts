import { mapPaths } from "../../formats/imports/graph/picture/module-map.ts";
import type { FileImports, Language } from "../../formats/imports/language.ts";
import { readLinks } from "./read-links.ts";
import type { MapReader } from "./read-maps.ts";

/** The sources of a language in a commit, known by their paths, and what they import. */
export function sourcesReader(language: Language<FileImports>): MapReader {
  return async (repository, side) => {
    const { graph, unread } = await readLinks(repository, side, language);
    return { map: mapPaths(graph), unread };
  };
}
