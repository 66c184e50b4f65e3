import { derivations } from "../../engine/derivations.ts";
import type { FileImports, Language } from "../../formats/imports/language.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";
import type { GraphOptions } from "../commands/graph.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import type { GraphText } from "./graph-text.ts";
import { type ReadGraph, readLinks } from "./read-links.ts";

/** The files of a language and what they import, as the plain list. */
export async function listedGraph(
  options: GraphOptions,
  clone: GitDirectory,
  language: Language<FileImports>,
  terminal: Terminal,
): Promise<GraphText> {
  const { graph, unread } = await withProgress(terminal, "Reading imports …", () =>
    readLanguage(options, clone, language),
  );
  return { text: `${JSON.stringify(graph)}\n`, unread };
}

async function readLanguage(
  options: GraphOptions,
  clone: GitDirectory,
  language: Language<FileImports>,
): Promise<ReadGraph> {
  const sha = await clone.resolve(options.ref);
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase: sha,
      head: sha,
      deriving: derivations(cache, { bulk: extractInThreads() }),
    });
    return await readLinks(repository, "head", language);
  } finally {
    cache.close();
  }
}
