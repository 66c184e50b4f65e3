import type { ModuleMap } from "./module-map.ts";
import { shownName } from "./plain-text.ts";
import { type Xml, xml } from "./xml.ts";

const changes = ["kept", "added", "removed"] as const;

/**
 * The modules and imports for the page's script, in an element that no browser runs. Five numbers an import: importer,
 * imported, path, line and change, the first three as places in their lists.
 */
export function pageData(map: ModuleMap, maxImports: number): Xml {
  const indexOf = new Map(map.modules.map(({ name }, index) => [name, index]));
  const places = new Map<string, number>();
  const imports = map.imports.slice(0, maxImports).flatMap(({ importer, imported, path, line, change }) => {
    const place = places.get(path) ?? places.size;
    places.set(path, place);
    return [indexOf.get(importer) ?? 0, indexOf.get(imported) ?? 0, place, line, changes.indexOf(change)];
  });
  const data = {
    separator: map.separator,
    names: map.modules.map(({ name }) => shownName(name)),
    paths: [...places.keys()].map(shownName),
    imports,
  };
  return xml`<script type="application/json" id="data">${{ xml: inScript(JSON.stringify(data)) }}</script>`;
}

/** JSON in which nothing can end the element or begin a comment. */
function inScript(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
}
