import { pythonImports } from "./extractor.ts";
import type { PythonImports } from "./imports.ts";
import { notebookImports } from "./notebook/extractor.ts";
import { pythonStubImports } from "./stub-extractor.ts";

/** Kinds of files that have imports of Python besides programs. */
export interface PythonSources {
  readonly stubs: boolean;
  readonly notebooks: boolean;
}

/** Reads the imports of a file out of its bytes alone, as `core` calls it. */
interface PythonExtractor {
  readonly id: string;
  readonly version: number;
  extract(bytes: Uint8Array): PythonImports;
  encode(value: PythonImports): string;
  decode(text: string): PythonImports;
}

/** What reads the file at this path; undefined when it is no source. */
export function pythonExtractorFor(path: string, { stubs, notebooks }: PythonSources): PythonExtractor | undefined {
  switch (kindOfFile(path)) {
    case "program":
      return pythonImports;
    case "stub":
      return stubs ? pythonStubImports : undefined;
    case "notebook":
      // Jupyter keeps a copy of every notebook there.
      return notebooks && !/(^|\/)\.ipynb_checkpoints\//.test(path) ? notebookImports : undefined;
    case "other":
      return undefined;
  }
}

function kindOfFile(path: string): "program" | "stub" | "notebook" | "other" {
  if (path.endsWith(".py")) return "program";
  if (path.endsWith(".pyi")) return "stub";
  return path.endsWith(".ipynb") ? "notebook" : "other";
}
