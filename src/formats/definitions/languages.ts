import type { FileDefinitions } from "./definitions.ts";
import { readJavaScriptDefinitions } from "./javascript/read-definitions.ts";
import { readPythonDefinitions } from "./python/read-definitions.ts";

/** A language whose definitions are known. Names of one language mean nothing in another. */
export interface DefinitionLanguage {
  readonly id: "python" | "javascript";
  read(file: Uint8Array): FileDefinitions;
}

const python: DefinitionLanguage = { id: "python", read: readPythonDefinitions };
const javaScript: DefinitionLanguage = { id: "javascript", read: readJavaScriptDefinitions };

/** By the end of the path; undefined for everything else. */
export function definitionLanguage(path: string): DefinitionLanguage | undefined {
  if (/\.pyi?$/.test(path)) return python;
  return /\.([cm]?[jt]s|[jt]sx)$/.test(path) ? javaScript : undefined;
}
