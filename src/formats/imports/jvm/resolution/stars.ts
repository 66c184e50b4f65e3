import type { Declarations, SourceFile } from "./declarations.ts";
import { operators } from "./operators.ts";

/** So many stars of one file are looked into; behind them, each means its package as a whole. */
const maxStars = 200;

/**
 * What a file gets from a package that it imports as a whole: the names declared there that stand in the file, or that
 * it may use without. Files have to be asked about one after the other.
 */
export function namesBrought({ packages }: Declarations): (importer: SourceFile, name: string) => readonly string[] {
  let asked: { readonly path: string; readonly used: ReadonlySet<string>; stars: number } | undefined;
  return (importer, name) => {
    const names = packages.get(name)?.names;
    if (names === undefined) return [];
    if (asked?.path !== importer.path) asked = { path: importer.path, used: usedIn(importer), stars: 0 };
    asked.stars += 1;
    const { used } = asked;
    if (asked.stars > maxStars) return [];
    return names.size < used.size
      ? [...names.keys()].filter((word) => used.has(word))
      : [...used].filter((word) => names.has(word));
  };
}

/** In Java, what is imported by its name counts before what a star brings. */
function usedIn({ path, imports: { imports, words } }: SourceFile): ReadonlySet<string> {
  if (!path.endsWith(".java")) return new Set([...words, ...operators]);
  const named = new Set(imports.flatMap(({ kind, name }) => (kind === "name" ? lastPart(name) : [])));
  return new Set(words.filter((word) => !named.has(word)));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
