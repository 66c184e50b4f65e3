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

/**
 * A stream for `git fast-import`: `main` with so many Python files of some 3 KB, and branches `change-0` and on, each
 * with 10 files changed and other content than the others.
 */
export function generateRepository(files: number, changes: number): Buffer {
  const random = numbersFrom(1);
  const modules = Array.from({ length: files }, (_, index) => moduleOf(index));
  const parts: string[] = [];
  parts.push(
    commit(
      "main",
      undefined,
      modules.map((module) => [pathOf(module), sourceOf(module, modules, random)]),
    ),
  );
  for (let change = 0; change < changes; change += 1) {
    const changed = Array.from({ length: 10 }, () => moduleOf(random(files)));
    const contents = changed.map((module): [string, string] => [
      pathOf(module),
      `# change ${change}\n${sourceOf(module, modules, random)}`,
    ]);
    parts.push(commit(`change-${change}`, "main", contents));
  }
  return Buffer.from(parts.join(""));
}

function moduleOf(index: number): string {
  const top = packages[index % packages.length] ?? "";
  const number = Math.floor(index / packages.length);
  return `${top}.part${number % 12}.area${Math.floor(number / 12) % 8}.module_${number}`;
}

function pathOf(module: string): string {
  return `${module.replaceAll(".", "/")}.py`;
}

function commit(branch: string, from: string | undefined, files: readonly (readonly [string, string])[]): string {
  const start = from === undefined ? "" : `from refs/heads/${from}\n`;
  const author = "committer Bench <bench@example.invalid> 1700000000 +0000";
  const entries = files.map(([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  return `commit refs/heads/${branch}\n${author}\ndata 5\nbench\n${start}${entries.join("")}\n`;
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
