import { Fault } from "../../core/fault.ts";
import { derivations } from "../../engine/derivations.ts";
import type { FileImports, Language } from "../../formats/imports/language.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";
import type { GraphOptions } from "../commands/graph.ts";
import { type ReadGraph, readLinks } from "./read-links.ts";

/** The files of a language and what they import. Throws BAD_USAGE for options that only Python has. */
export async function readLanguage(
  options: GraphOptions,
  clone: GitDirectory,
  language: Language<FileImports>,
): Promise<ReadGraph> {
  refuseOthers(options);
  const sha = await clone.resolve(options.ref);
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase: sha,
      head: sha,
      deriving: derivations(cache, { extractInBulk: extractInThreads() }),
    });
    return await readLinks(repository, language);
  } finally {
    cache.close();
  }
}

function refuseOthers(options: GraphOptions): void {
  const given = (["root", "lanes", "focus", "path", "diff"] as const).filter((name) => options[name] !== undefined);
  const names = [...given.map((name) => `--${name}`), ...(options.format === "json" ? [] : ["--format"])];
  if (names.length === 0) return;
  const language = `--language ${options.language}`;
  const message = `${names.join(", ")} cannot be used with ${language}, which prints its whole graph as json.`;
  throw new Fault("BAD_USAGE", message, { retry: false });
}
