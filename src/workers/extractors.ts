import type { Extractor } from "../core/extractor.ts";

/** What a thread does with the bytes of a file: extracts and encodes. */
interface Extraction {
  readonly version: number;
  run(bytes: Uint8Array): string;
}

/**
 * What a thread can extract, by the id of the extractor; loaded when it is asked for, since most repositories are
 * written in few of these languages.
 */
export const extractions: ReadonlyMap<string, () => Promise<Extraction>> = new Map([
  entry("python-imports", async () => (await import("../formats/imports/python/extractor.ts")).pythonImports),
  entry("python-stub-imports", async () => {
    return (await import("../formats/imports/python/stub-extractor.ts")).pythonStubImports;
  }),
  entry("notebook-imports", async () => {
    return (await import("../formats/imports/python/notebook/extractor.ts")).notebookImports;
  }),
  entry("javascript-imports", async () => {
    return (await import("../formats/imports/javascript/extractor.ts")).javaScriptImports;
  }),
  entry("vue-imports", async () => (await components()).vueImports),
  entry("svelte-imports", async () => (await components()).svelteImports),
  entry("astro-imports", async () => (await components()).astroImports),
  entry("go-imports", async () => (await import("../formats/imports/go/extractor.ts")).goImports),
  entry("java-imports", async () => (await import("../formats/imports/jvm/extractor.ts")).javaImports),
  entry("kotlin-imports", async () => (await import("../formats/imports/jvm/extractor.ts")).kotlinImports),
]);

function components() {
  return import("../formats/imports/javascript/components/extractor.ts");
}

function entry<T>(id: string, load: () => Promise<Extractor<T>>): readonly [string, () => Promise<Extraction>] {
  const extraction = async () => {
    const extractor = await load();
    if (extractor.id !== id) throw new Error(`What is said to be ${id} is ${extractor.id}.`);
    return { version: extractor.version, run: (bytes: Uint8Array) => extractor.encode(extractor.extract(bytes)) };
  };
  return [id, extraction];
}
