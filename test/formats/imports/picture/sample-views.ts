import { buildImportGraph } from "../../../../src/formats/imports/graph/build-graph.ts";
import { compareMaps, type ModuleMap, mapModules } from "../../../../src/formats/imports/graph/picture/module-map.ts";
import type { View } from "../../../../src/formats/imports/graph/picture/picture.ts";
import { scanPythonImports } from "../../../../src/formats/imports/python/extractor.ts";

type Sources = Readonly<Record<string, string>>;

export function mapOf(sources: Sources): ModuleMap {
  const files = Object.entries(sources).map(([path, text]) => {
    return { path, imports: scanPythonImports(new TextEncoder().encode(text)).imports };
  });
  return mapModules(buildImportGraph(files, [""]), files);
}

export function viewOf(map: ModuleMap, more: Partial<View> = {}): View {
  return { title: "Imports of main", notes: [], map, focus: [], lanes: false, ...more };
}

/** Four lanes, of which `web` reaches `labs` in two ways. */
export const before: Sources = {
  "core/__init__.py": "",
  "core/clock.py": "",
  "core/text.py": "from core import clock",
  "labs/toys.py": "import core.text",
  "web/__init__.py": "",
  "web/api/__init__.py": "",
  "web/api/users.py": "from core import text, clock\nimport web.views",
  "web/api/teams.py": "from core import text\nimport web.views\nimport web.forms",
  "web/views.py": "import bridge",
  "web/forms.py": "import bridge",
  "bridge.py": "from labs import toys",
};

export const after: Sources = {
  ...before,
  "core/text.py": "from core import clock\nfrom labs import toys",
  "web/api/users.py": "\nfrom core import text\nimport web.views",
  "web/api/keys.py": "from core import text",
};

export const compared = (): ModuleMap => compareMaps(mapOf(before), mapOf(after));

/** Names that a repository can have, each meant to break out of some format. */
export const hostileNames = [
  'a"]; click n0 "javascript:alert(1)"',
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "</title></style>--><!--",
  "x\\",
  'x\\"];evil[label="y',
  "\\N\\G&quot;&#34;",
  "#quot;#35;;",
  "`b` **b** [l](javascript:alert(1)) https://evil.example",
  "__init__",
  "end",
  "%%{init: {}}%%",
  "- list",
  "$$x^2$$",
  "a|b{c}(d)",
  "\u202eevil\u2066",
  "nul\u0001\u001b[2J\ttab\nline",
  "\ufffe\ud800lone",
  "漢字 é",
  "n0",
  "__proto__",
  "long".repeat(400),
] as const;

/** Each imports the next one, inside a lane of its own, so that every place where a name can stand is tried. */
export function hostileMap(): ModuleMap {
  const names = hostileNames.map((name) => `${name}.${name}`).sort();
  return {
    compared: true,
    separator: ".",
    modules: names.map((name, index) => ({
      name,
      path: `${name}.py`,
      change: (["kept", "added", "removed"] as const)[index % 3] ?? "kept",
    })),
    imports: names.slice(1).map((imported, index) => {
      const importer = names[index] ?? "";
      const change = (["kept", "added", "removed"] as const)[index % 3] ?? "kept";
      return { importer, imported, path: `${importer}.py`, line: 1, change };
    }),
  };
}

/** Ten thousand modules in twenty lanes of twenty packages, each with six imports. */
export function largeMap(modules = 10_000): ModuleMap {
  const nameOf = (index: number) => `lane${index % 20}.package${Math.floor(index / 20) % 20}.module${index}`;
  const rows = Array.from({ length: modules }, (_, index) =>
    [1, 7, 20, 411, 1_003, 4_999].map((step) => ({
      importer: nameOf(index),
      imported: nameOf((index + step) % modules),
      path: `${nameOf(index)}.py`,
      line: step,
      change: "kept" as const,
    })),
  );
  const names = Array.from({ length: modules }, (_, index) => nameOf(index)).sort();
  return {
    compared: false,
    separator: ".",
    modules: names.map((name) => ({ name, path: `${name}.py`, change: "kept" })),
    imports: rows.flat(),
  };
}
