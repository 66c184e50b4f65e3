import type { FileImports, Language } from "./language.ts";

/** Every language behind the interface, by its id; loaded when it is asked for. A new one is a folder and a line here. */
export const languages: Readonly<Record<string, () => Promise<Language<FileImports>>>> = {
  javascript: async () => (await import("./javascript/language.ts")).javaScript,
  go: async () => (await import("./go/language.ts")).go,
  jvm: async () => (await import("./jvm/language.ts")).jvm,
};
