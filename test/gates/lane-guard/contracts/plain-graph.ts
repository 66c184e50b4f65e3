/** The graph that the plain implementation looks at, and the plain questions that can be asked of it. */
export interface PlainGraph {
  /** Modules and packages of the tree. */
  readonly modules: readonly string[];
  /** Those of them that have a file. */
  readonly files: readonly string[];
  readonly externals: readonly string[];
  readonly imports: readonly PlainImport[];
}

export interface PlainImport {
  readonly from: string;
  readonly to: string;
  readonly typeChecking: boolean;
}

export interface PlainContract {
  readonly type: string;
  readonly ignore: readonly string[];
  readonly excludesTypeChecking: boolean;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly asPackages: boolean;
  readonly allowIndirect: boolean;
  readonly exhaustive: boolean;
  readonly depth: number;
  /** Of contracts with named parts, in their order: lanes, or tags with what each allows. */
  readonly parts: readonly PlainPart[];
}

export interface PlainPart {
  readonly name: string;
  readonly modules: readonly string[];
  readonly allow: readonly string[];
}

/** Direct imports between the two, and modules of the first that reach the second only through others. */
export function reaching(
  graph: PlainGraph,
  sources: readonly string[],
  targets: readonly string[],
  target: string,
  mayPass: (name: string) => boolean,
): readonly string[] {
  return sources.flatMap((source) => {
    const direct = graph.imports.filter(({ from, to }) => from === source && targets.includes(to));
    const length = distance(graph, source, targets, mayPass);
    if (length === undefined) return [];
    const lines = direct.map(({ from, to }) => `${from} -> ${to}`);
    return [`${source} => ${target}`, ...(lines.length > 0 ? lines : [`${source} ~${length}~ ${target}`])];
  });
}

/** Links on a shortest way; undefined when there is none. */
export function distance(
  graph: PlainGraph,
  start: string,
  goals: readonly string[],
  mayPass: (name: string) => boolean,
) {
  const met = new Set([start]);
  for (let [length, edge] = [0, [start]]; edge.length > 0; length += 1) {
    if (edge.some((name) => goals.includes(name))) return length;
    const next = graph.imports.filter(({ from, to }) => edge.includes(from) && !met.has(to) && mayPass(to));
    edge = [...new Set(next.map(({ to }) => to))];
    for (const name of edge) met.add(name);
  }
  return undefined;
}

export function expanded(graph: PlainGraph, patterns: readonly string[]): readonly string[] {
  const found = patterns.flatMap((pattern) =>
    matching(pattern.includes("*") ? graph.modules : [...graph.modules, ...graph.externals], pattern),
  );
  return [...new Set(found)];
}

export function matching(names: readonly string[], pattern: string): readonly string[] {
  const parts = pattern.split(".").map((part) => (part === "**" ? "[^.]+([.][^.]+)*" : part === "*" ? "[^.]+" : part));
  const regex = new RegExp(`^${parts.join("[.]")}$`);
  return names.filter((name) => regex.test(name));
}

export function isIn(name: string, of: string): boolean {
  return name === of || name.startsWith(`${of}.`);
}

export function below(graph: PlainGraph, name: string): readonly string[] {
  return [...graph.modules, ...graph.externals].filter((other) => isIn(other, name));
}

export function childrenOf(graph: PlainGraph, parent: string): readonly string[] {
  return graph.modules.filter(
    (name) => name.slice(0, Math.max(0, name.lastIndexOf("."))) === parent && name !== parent,
  );
}
