import type { Extractor } from "../core/extractor.ts";
import { goImports } from "../formats/imports/go/extractor.ts";
import { astroImports, svelteImports, vueImports } from "../formats/imports/javascript/components/extractor.ts";
import { javaScriptImports } from "../formats/imports/javascript/extractor.ts";
import { javaImports, kotlinImports } from "../formats/imports/jvm/extractor.ts";
import { pythonImports } from "../formats/imports/python/extractor.ts";
import { notebookImports } from "../formats/imports/python/notebook/extractor.ts";
import { pythonStubImports } from "../formats/imports/python/stub-extractor.ts";

type Extraction = (bytes: Uint8Array) => string;

/** What a thread can extract, by id and version. */
export const extractions: ReadonlyMap<string, Extraction> = new Map([
  entry(pythonImports),
  entry(pythonStubImports),
  entry(notebookImports),
  entry(javaScriptImports),
  entry(vueImports),
  entry(svelteImports),
  entry(astroImports),
  entry(goImports),
  entry(javaImports),
  entry(kotlinImports),
]);

export function extractionName({ id, version }: Pick<Extractor<unknown>, "id" | "version">): string {
  return `${id}@${version}`;
}

function entry<T>(extractor: Extractor<T>): readonly [string, Extraction] {
  return [extractionName(extractor), (bytes) => extractor.encode(extractor.extract(bytes))];
}
