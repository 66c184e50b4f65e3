import type { Arrow, Box, Layout } from "./layout.ts";
import { edgeState } from "./picture.ts";
import { noXml, type Xml, xml } from "./xml.ts";

/** Where a click on a box or an arrow leads. */
export interface Links {
  readonly ofNode: (name: string) => string;
  readonly ofEdge: (from: string, to: string) => string;
}

/** From below to above: arrows, changes on top of what was there; boxes; and numbers, which nothing may hide. */
export function drawing({ boxes, arrows }: Layout, links?: Links): readonly Xml[] {
  const isKept = ({ edge }: Arrow) => edgeState(edge) === "kept";
  const sorted = [...arrows.filter(isKept), ...arrows.filter((arrow) => !isKept(arrow))];
  const linkOf = ({ edge }: Arrow) => links?.ofEdge(edge.from, edge.to);
  return [
    ...sorted.map((arrow) => linked(arrowXml(arrow), linkOf(arrow))),
    ...boxes.map((box) => linked(boxXml(box), links?.ofNode(box.node.name))),
    ...sorted.filter(({ label }) => label !== "").map((arrow) => linked(labelXml(arrow), linkOf(arrow))),
  ];
}

function linked(content: Xml, target: string | undefined): Xml {
  return target === undefined ? content : xml`<a href="${target}">${content}</a>`;
}

function boxXml({ node, x, y, width, height, text, remark }: Box): Xml {
  const classes = ["box", ...(node.inFocus ? ["focus"] : []), ...(node.change === "kept" ? [] : [node.change])];
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  const nameY = round(remark === "" ? y + 4 : y - 3);
  const second =
    remark === "" ? noXml : xml`<text class="remark" x="${round(x)}" y="${round(y + 13)}">${remark}</text>`;
  return xml`<g class="${classes.join(" ")}"><title>${node.name}</title><rect x="${left}" y="${top}" width="${round(width)}" height="${height}" rx="5"/><text class="name" x="${round(x)}" y="${nameY}">${text}</text>${second}</g>`;
}

function arrowXml({ edge, points, label }: Arrow): Xml {
  const count = edge.kept + edge.added + edge.removed;
  const title = `${edge.from} imports ${edge.to} (${label === "" ? count : label})`;
  const thickness = round(1 + Math.log2(count) / 6);
  return xml`<g class="arrow ${edgeState(edge)}"><title>${title}</title><path d="${curve(points)}" stroke-width="${thickness}"/><polygon points="${arrowhead(points)}"/></g>`;
}

function labelXml({ edge, label, labelAt }: Arrow): Xml {
  return xml`<text class="label ${edgeState(edge)}" x="${round(labelAt.x)}" y="${round(labelAt.y + 4)}">${label}</text>`;
}

type Points = Arrow["points"];

/** A smooth line: corners become the control points of curves between the middles of the sides. */
function curve(points: Points): string {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  const start = `M${round(first.x)} ${round(first.y)}`;
  return bends.length === 0 ? `${start}L${round(last.x)} ${round(last.y)}` : start + bends.join("");
}

/** Drawn, and not a marker: markers have ids, which would clash where a page has several pictures. */
function arrowhead(points: Points): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const base = { x: tip.x - dx * 8, y: tip.y - dy * 8 };
  const corners = [tip, { x: base.x - dy * 4, y: base.y + dx * 4 }, { x: base.x + dy * 4, y: base.y - dx * 4 }];
  return corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
