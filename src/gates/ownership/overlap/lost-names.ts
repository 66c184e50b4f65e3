import type { HeadFacts, OverlapChange } from "../../../core/overlap.ts";
import { type DefinitionLanguage, definitionLanguage } from "../../../formats/definitions/languages.ts";
import { type ReadBlobs, type ReadEntry, readSources } from "./read-sources.ts";

/** A name that a head leaves without a definition, in the files that it changes. */
export interface LostName {
  readonly name: string;
  readonly language: DefinitionLanguage["id"];
}

/** Files of one head beyond so many are not looked into. */
const maxFiles = 200;

/** Lines that may define something: only files that lose such a line are read. */
export const definingLine =
  /\b(def|class|function|interface|type|enum|namespace)\b|=>|=\s*(async\b|\(|function)|^\s*[\w$#]+\s*\(/;

/** So many heads are read at once; what was read of them is then forgotten, since it takes much room. */
const headsAtOnce = 20;

/** Names that each head removes or renames: no file that it changes defines them afterwards. */
export async function lostNames(
  heads: readonly HeadFacts[],
  blobs: ReadBlobs,
): Promise<readonly { readonly head: HeadFacts; readonly lost: LostName }[]> {
  const losers = heads.map(losingFiles).filter(({ losing }) => losing.length > 0);
  const found: { head: HeadFacts; lost: LostName }[] = [];
  for (let start = 0; start < losers.length; start += headsAtOnce) {
    const some = losers.slice(start, start + headsAtOnce);
    const entries = some.flatMap(({ losing, changed }) => [
      ...losing.map(({ before }) => before),
      ...changed.map(({ after }) => after),
    ]);
    const read = await readSources(blobs).read(entries);
    for (const files of some) {
      for (const lost of lostBy(files, read)) found.push({ head: files.head, lost });
    }
  }
  return found;
}

interface LosingFiles {
  readonly head: HeadFacts;
  readonly changed: readonly OverlapChange[];
  /** Those of the changed ones that lose lines that may define something. */
  readonly losing: readonly OverlapChange[];
}

function losingFiles(head: HeadFacts): LosingFiles {
  if (head.alone !== "clean") return { head, changed: [], losing: [] };
  const changed = head.changes.filter((change) => languageOf(change) !== undefined).slice(0, maxFiles);
  const loses = ({ hunks }: OverlapChange) =>
    hunks?.some(({ removed }) => removed.some((line) => definingLine.test(line))) === true;
  return { head, changed, losing: changed.filter(loses) };
}

function lostBy({ changed, losing }: LosingFiles, read: ReadEntry): readonly LostName[] {
  const left = new Set(changed.flatMap(({ after }) => read(after)?.definitions.map(({ name }) => name) ?? []));
  const lost = new Map<string, LostName>();
  for (const change of losing) {
    const [before, after] = [read(change.before), read(change.after)];
    const language = languageOf(change);
    // A file that can no longer be read may still define it.
    const isTold = before?.complete === true && (change.after === undefined || after?.complete === true);
    if (!isTold || language === undefined) continue;
    for (const { name } of before.definitions) {
      if (!left.has(name) && after?.assigned.has(name) !== true) lost.set(name, { name, language });
    }
  }
  return [...lost.values()];
}

export function languageOf({ before, after }: OverlapChange): DefinitionLanguage["id"] | undefined {
  return definitionLanguage((after ?? before)?.path ?? "")?.id;
}
