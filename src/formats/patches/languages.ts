import { readJavaScriptSource } from "./javascript/read-source.ts";
import { readPythonSource } from "./python/read-source.ts";
import type { SourceFacts } from "./source-facts.ts";

/** Languages in which a patch can be judged by what it does, as settings call them. */
export const patchLanguages = ["python", "javascript"] as const;
export type PatchLanguage = (typeof patchLanguages)[number];

/** The language of a file by its path. `javascript` is TypeScript, too. */
export function patchLanguageOf(path: string): PatchLanguage | undefined {
  if (/\.pyi?$/.test(path)) return "python";
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path) ? "javascript" : undefined;
}

export function readSource(language: PatchLanguage, bytes: Uint8Array): SourceFacts {
  return language === "python" ? readPythonSource(bytes) : readJavaScriptSource(bytes);
}
