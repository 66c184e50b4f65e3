import { collapse } from "./collapse.ts";
import { fitPicture } from "./fit-picture.ts";
import { laneOf } from "./module-name.ts";
import type { OutlineLane } from "./page-outline.ts";
import type { Picture, View } from "./picture.ts";
import { plainText } from "./plain-text.ts";
import { selectAround } from "./select.ts";
import { embeddedSvg } from "./svg.ts";
import type { Links } from "./svg-drawing.ts";
import { noXml, type Xml, xml } from "./xml.ts";

/** Each figure costs time to lay out and room in the page. */
const maxNodes = 70;
const maxEdges = 180;

/** All lanes and what they import of each other. With one lane there is nothing to see. */
export function lanesFigure(view: View, lanes: readonly OutlineLane[]): Xml {
  if (lanes.length < 2) return noXml;
  const picture = fitPicture({ ...view, focus: [], notes: [], lanes: true }, isSmall);
  return xml`<h2>Lanes</h2>
${picture.notes.map((note) => xml`<p class="note">${note}</p>`)}
${figure(picture, linksInto(lanes))}`;
}

/** The packages of one lane, with the other lanes around it. */
export function laneFigure(view: View, lane: OutlineLane, lanes: readonly OutlineLane[]): Xml {
  const around = { ...view, title: lane.name, focus: [lane.name], map: selectAround(view.map, lane.name) };
  const whole = collapse(around, 1, 2);
  const isOf = (name: string) => laneOf(name, view.map.separator) === lane.name;
  const touching = whole.edges.filter(({ from, to }) => isOf(from) || isOf(to));
  // All boxes of the lane are in focus, so marking them tells nothing.
  const nodes = whole.nodes.map((node) => ({ ...node, inFocus: false }));
  const picture = { ...whole, nodes, edges: touching };
  if (touching.length === 0) return noXml;
  if (isSmall(picture)) return figure(picture, linksInto(lanes));
  const size = `${picture.nodes.length} boxes and ${picture.edges.length} arrows`;
  return xml`<p class="note">${size} are too many for a picture here: see --focus ${lane.name} with --format svg.</p>`;
}

function isSmall({ nodes, edges }: Picture): boolean {
  return nodes.length <= maxNodes && edges.length <= maxEdges;
}

function figure(picture: Picture, links: Links): Xml {
  return xml`<div class="figure">${embeddedSvg(picture, links)}</div>`;
}

/** A box leads to its lane, package or module in the list below, an arrow to the imports it stands for. */
function linksInto(lanes: readonly OutlineLane[]): Links {
  const packages = lanes.flatMap((lane) => lane.packages);
  const ids = new Map([
    ...packages.flatMap(({ modules }) => modules.map(({ name, index }) => [name, `m${index}`] as const)),
    ...packages.map(({ name, id }) => [name, id] as const),
    ...lanes.map(({ name, id }) => [name, id] as const),
  ]);
  return {
    ofNode: (name) => `#${ids.get(name) ?? queryFor(name)}`,
    ofEdge: (from, to) => `#${queryFor(`${from} -> ${to}`)}`,
  };
}

function queryFor(text: string): string {
  return `q=${encodeURIComponent(plainText(text))}`;
}
