import type { MappedImport, ModuleMap } from "./module-map.ts";
import { pageData } from "./page-data.ts";
import { laneFigure, lanesFigure } from "./page-figures.ts";
import { type OutlineLane, type OutlineModule, type OutlinePackage, outlineOf } from "./page-outline.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import type { View } from "./picture.ts";
import { shownName } from "./plain-text.ts";
import { noXml, type Xml, xml } from "./xml.ts";

const maxModules = 20_000;
const maxImports = 200_000;
const maxChangesShown = 500;
/** Lanes beyond these have their lists, but no figure. */
const maxFigures = 40;

/** SHA-256 in Base64, which the policy of the page names its own script and style by. */
export type Hash = (text: string) => string;

/** One page that loads nothing: lanes that open down to packages, modules and their imports. */
export function renderHtml(view: View, hash: Hash): string {
  const shown = { ...view, map: bounded(view.map) };
  const lanes = outlineOf(shown.map);
  return xml`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(hash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${view.title}</title>
<style>${{ xml: pageStyle }}</style>
</head>
<body><main>
<h1>${view.title}</h1>
<p class="soft">${sizeText(view, lanes)}</p>
${[...view.notes, ...leftOut(view)].map((note) => xml`<p class="note">${note}</p>`)}
<input id="query" type="search" placeholder="Find a module, or imports: lane -> other.package" aria-label="Find a module or imports">
<div id="found" aria-live="polite"></div>
<noscript><p class="note">The search and the imports of each module need scripts.</p></noscript>
${changesXml(view)}
${lanesFigure(shown, lanes)}
<h2>Modules</h2>
${lanes.map((lane, index) => laneXml(lane, lanes.length === 1, index < maxFigures ? laneFigure(shown, lane, lanes) : noXml))}
</main>
${pageData(shown.map, maxImports)}
<script>${{ xml: pageScript }}</script>
</body>
</html>
`.xml;
}

function bounded(map: ModuleMap): ModuleMap {
  if (map.modules.length <= maxModules) return map;
  const modules = map.modules.slice(0, maxModules);
  const names = new Set(modules.map(({ name }) => name));
  const imports = map.imports.filter(({ importer, imported }) => names.has(importer) && names.has(imported));
  return { ...map, modules, imports };
}

function policy(hash: Hash): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash(pageStyle)}'`,
    `script-src 'sha256-${hash(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sizeText({ map }: View, lanes: readonly OutlineLane[]): string {
  const lanesText = lanes.length === 1 ? "1 lane" : `${lanes.length} lanes`;
  return `${map.modules.length} modules in ${lanesText}, ${map.imports.length} imports.`;
}

function leftOut({ map }: View): readonly string[] {
  const modules = map.modules.length - maxModules;
  const imports = map.imports.length - maxImports;
  const parts = [...(modules > 0 ? [`${modules} modules`] : []), ...(imports > 0 ? [`${imports} imports`] : [])];
  if (parts.length === 0) return [];
  return [`Left out of this page: ${parts.join(" and ")}. Narrow with --root <package> or --focus <module>.`];
}

function changesXml({ map }: View): Xml {
  if (!map.compared) return noXml;
  const changed = map.imports.filter(({ change }) => change !== "kept");
  if (changed.length === 0) return xml`<h2>Changes</h2><p>No import came or went.</p>`;
  const more = changed.length - maxChangesShown;
  return xml`<h2>Changes (${changed.length})</h2>
<ul>
${changed.slice(0, maxChangesShown).map(changeXml)}
</ul>
${more > 0 ? xml`<p class="soft">… and ${more} more.</p>` : noXml}`;
}

function changeXml({ importer, imported, path, line, change }: MappedImport): Xml {
  const sign = change === "added" ? "+" : "−";
  return xml`<li class="${change}">${sign} ${shownName(importer)} → ${shownName(imported)} <code class="soft">${shownName(path)}:${line}</code></li>`;
}

/** The only lane there is stands open, and has no others to speak of. */
function laneXml(lane: OutlineLane, open: boolean, figure: Xml): Xml {
  const others = open ? "" : ` · imports other lanes ${lane.imports}×, imported ${lane.importedBy}×`;
  const counts = `${lane.modules === 1 ? "1 module" : `${lane.modules} modules`}${others}`;
  const plus = lane.added > 0 ? xml` <span class="plus">+${lane.added}</span>` : noXml;
  const minus = lane.removed > 0 ? xml` <span class="minus">−${lane.removed}</span>` : noXml;
  return xml`<details class="lane" id="${lane.id}"${open ? xml` open` : noXml}><summary><b>${shownName(lane.name)}</b><span class="soft">${counts}</span>${plus}${minus}</summary>
${figure}
${lane.packages.map(packageXml)}
</details>`;
}

function packageXml({ name, id, modules }: OutlinePackage): Xml {
  const count = modules.length === 1 ? "1 module" : `${modules.length} modules`;
  return xml`<details class="package" id="${id}"><summary><b>${shownName(name)}</b><span class="soft">${count}</span></summary>
${modules.map(moduleXml)}
</details>`;
}

function moduleXml({ name, path, index, change }: OutlineModule): Xml {
  const mark = {
    kept: noXml,
    added: xml` <span class="plus">added</span>`,
    removed: xml` <span class="minus">removed</span>`,
  };
  return xml`<details class="module" id="m${index}" data-module="${index}"><summary>${shownName(name)}${path === name ? noXml : xml` <code class="soft">${shownName(path)}</code>`}${mark[change]}</summary></details>`;
}
