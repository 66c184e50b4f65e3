/** Top-level packages of the generated repository; each imports from itself and from those after it, so few break rules. */
export const packages: readonly string[] = ["products", "lukhas", "matriz", "core", "tools", "labs", "candidate"];

/** Numbers that look random and are the same on every run. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

export interface GeneratedSize {
  readonly files: number;
  /** Of each file, when it would be shorter. */
  readonly bytes: number;
  /** Branches. */
  readonly changes: number;
  /** Files that each branch changes. */
  readonly changed: number;
}

/**
 * A stream for `git fast-import`: `main` with so many Python files of some 3 KB, or padded to `bytes` each, and branches
 * `change-0` and on with some files changed and other content than the others. In every second one, up to two of these
 * are new and one is moved.
 */
export function* generateRepository({ files, bytes, changes, changed }: GeneratedSize): Generator<string> {
  const random = numbersFrom(1);
  const modules = Array.from({ length: files }, (_, index) => moduleOf(index));
  const contentOf = (module: string) => padded(sourceOf(module, modules, random), bytes);
  yield commitHead("main", undefined);
  for (const module of modules) yield fileEntry(pathOf(module), contentOf(module));
  yield "\n";
  for (let change = 0; change < changes; change += 1) {
    yield commitHead(`change-${change}`, "main");
    for (let count = 0; count < changed; count += 1) {
      const module = moduleOf(random(files));
      const restructured = change % 2 === 1 && count < 3;
      if (restructured && count === 2) yield `D ${pathOf(module)}\n`;
      const name = restructured ? `${module}_new` : module;
      yield fileEntry(pathOf(name), `# change ${change}\n${contentOf(module)}`);
    }
    yield "\n";
  }
}

function padded(source: string, bytes: number): string {
  const line = `# ${"x".repeat(77)}\n`;
  return source + line.repeat(Math.max(0, Math.ceil((bytes - source.length) / line.length)));
}

function moduleOf(index: number): string {
  const top = packages[index % packages.length] ?? "";
  const number = Math.floor(index / packages.length);
  return `${top}.part${number % 12}.area${Math.floor(number / 12) % 8}.module_${number}`;
}

function pathOf(module: string): string {
  return `${module.replaceAll(".", "/")}.py`;
}

function commitHead(branch: string, from: string | undefined): string {
  const start = from === undefined ? "" : `from refs/heads/${from}\n`;
  const author = "committer Bench <bench@example.invalid> 1700000000 +0000";
  return `commit refs/heads/${branch}\n${author}\ndata 5\nbench\n${start}`;
}

function fileEntry(path: string, text: string): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
}

function sourceOf(module: string, modules: readonly string[], random: (limit: number) => number): string {
  const rank = packages.indexOf(module.slice(0, module.indexOf(".")));
  const imports = ["import os", "import typing as t", "from dataclasses import dataclass"];
  for (let count = 0; count < 5; count += 1) {
    const other = modules[random(modules.length)] ?? module;
    // Only towards earlier packages, so that lanes hold but for what a change adds.
    if (packages.indexOf(other.slice(0, other.indexOf("."))) > rank) continue;
    imports.push(`from ${other} import (\n    load_${count},\n    save_${count} as other_${count},\n)`);
  }
  const bodies = Array.from({ length: 12 }, (_, index) => functionOf(index, random));
  return `"""A module of the ${module} package."""\n\n${imports.join("\n")}\n\n\n${bodies.join("\n\n")}\n`;
}

function functionOf(index: number, random: (limit: number) => number): string {
  return `def load_${index}(path: str, limit: int = ${random(1000)}) -> dict[str, int]:
    """Load at most \`\`limit\`\` rows, and say how many were read."""
    rows = [line.strip() for line in open(path) if line and line[0] != "#"]
    return {f"{name}:{value!r}": len(rows) % ${random(97) + 1} for name, value in zip(rows, rows[1:])}
`;
}
