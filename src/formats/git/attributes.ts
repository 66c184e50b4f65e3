import { minimatch } from "minimatch";

/** More lines, or longer ones, than anybody writes by hand. */
const maxLines = 5_000;
const maxPatternLength = 500;

interface Rule {
  readonly pattern: string;
  readonly generated: boolean;
}

/**
 * Which files `linguist-generated` of `.gitattributes` marks, as GitHub reads it: later lines and deeper files win.
 * `files` are texts by the folder that each stands in, with an empty text for the top.
 */
export function generatedFiles(files: ReadonlyMap<string, string>): (path: string) => boolean {
  const folders = [...files].map(([folder, text]) => ({ folder, rules: rulesOf(text) }));
  const deepestFirst = folders
    .filter(({ rules }) => rules.length > 0)
    .toSorted((left, right) => right.folder.length - left.folder.length);
  return (path) => {
    for (const { folder, rules } of deepestFirst) {
      if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
      const below = folder === "" ? path : path.slice(folder.length + 1);
      const rule = rules.findLast(({ pattern }) => matches(below, pattern));
      if (rule !== undefined) return rule.generated;
    }
    return false;
  };
}

function rulesOf(text: string): readonly Rule[] {
  return text.split("\n", maxLines).flatMap((line): readonly Rule[] => {
    const [pattern = "", ...attributes] = line.trim().split(/\s+/);
    if (pattern === "" || pattern.startsWith("#") || pattern.length > maxPatternLength) return [];
    const set = attributes.findLast((attribute) => /^[-!]?linguist-generated(=|$)/.test(attribute));
    return set === undefined ? [] : [{ pattern, generated: /^linguist-generated(=true)?$/.test(set) }];
  });
}

/** Without a slash a pattern is about names at any depth. */
function matches(path: string, pattern: string): boolean {
  const anchored = pattern.replace(/^\//, "");
  const glob = pattern.includes("/") ? anchored : `**/${anchored}`;
  return minimatch(path, glob, { dot: true, nonegate: true, nocomment: true, noext: true, nobrace: true });
}
