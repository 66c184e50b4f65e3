// A layered layout is a research topic of its own. dagre is kept up, has no further dependency but its own graph
// type, and gives the same picture for the same graph; it touches neither page nor Node.
import { Graph, layout } from "@dagrejs/dagre";
import { edgeLabel, edgeState, nodeRemark, type Picture, type PictureEdge, type PictureNode } from "./picture.ts";
import { shortText } from "./plain-text.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Places are those of the middle. */
export interface Box extends Point {
  readonly node: PictureNode;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly remark: string;
}

export interface Arrow {
  readonly edge: PictureEdge;
  readonly points: readonly Point[];
  readonly label: string;
  readonly labelAt: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** What is used of dagre's graph, whose own types do not resolve in Node. */
interface DagreGraph {
  setGraph(settings: object): void;
  setNode(id: string, size: object): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  graph(): { readonly width: number; readonly height: number };
  node(id: string): Point;
  edge(edge: { readonly v: string; readonly w: string; readonly name: string }): Point & {
    readonly points: readonly Point[];
  };
}

/** With more arrows, their numbers cannot be told apart, so only changes have them. */
const maxLabels = 20;

/** Gives every box and arrow a place, importers on the left. */
export function layOut(picture: Picture): Layout {
  const graph: DagreGraph = new Graph({ multigraph: true });
  const dense = picture.edges.length > maxLabels;
  const gaps = dense ? { nodesep: 12, edgesep: 3, ranksep: 90 } : { nodesep: 16, edgesep: 10, ranksep: 60 };
  graph.setGraph({ rankdir: "LR", ...gaps, marginx: 16, marginy: 16, acyclicer: "greedy" });
  const ids = new Map(picture.nodes.map(({ name }, index) => [name, `n${index}`]));
  const idOf = (name: string) => ids.get(name) ?? "";
  const sized = picture.nodes.map(sizeOf);
  for (const { node, width, height } of sized) graph.setNode(idOf(node.name), { width, height });
  const labelled = picture.edges.map((edge) => ({
    edge,
    label: dense && edgeState(edge) === "kept" ? "" : edgeLabel(picture, edge),
  }));
  for (const { edge, label } of labelled) {
    const size = { width: label === "" ? 0 : textWidth(label, 6.2) + 8, height: label === "" ? 0 : 14, labelpos: "c" };
    graph.setEdge(idOf(edge.from), idOf(edge.to), size, "e");
  }
  layout(graph);
  const { width, height } = graph.graph();
  return {
    // dagre has no size for an empty graph.
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    boxes: sized.map((box) => ({ ...box, ...pointOf(graph.node(idOf(box.node.name))) })),
    arrows: labelled.map(({ edge, label }) => {
      const placed = graph.edge({ v: idOf(edge.from), w: idOf(edge.to), name: "e" });
      const points = placed.points.map(pointOf);
      return { edge, label, points, labelAt: middleOf(points, placed) };
    }),
  };
}

function sizeOf(node: PictureNode) {
  const text = shortText(node.name, 48);
  const remark = nodeRemark(node);
  const width = Math.max(textWidth(text, 7.3), textWidth(remark, 6.2)) + 20;
  return { node, text, remark, width, height: remark === "" ? 26 : 40 };
}

/** Where the curve passes the point that it bends towards. */
function middleOf(points: readonly Point[], { x, y }: Point): Point {
  const at = points.findIndex((point) => Math.abs(point.x - x) < 0.5 && Math.abs(point.y - y) < 0.5);
  const [before, after] = [points[at - 1], points[at + 1]];
  if (before === undefined || after === undefined) return { x, y };
  const start = at === 1 ? before : { x: (before.x + x) / 2, y: (before.y + y) / 2 };
  const end = at === points.length - 2 ? after : { x: (x + after.x) / 2, y: (y + after.y) / 2 };
  return { x: (start.x + 2 * x + end.x) / 4, y: (start.y + 2 * y + end.y) / 4 };
}

function pointOf({ x, y }: Point): Point {
  return { x, y };
}

/** Wide characters, such as Chinese ones, take the room of two. */
export function textWidth(text: string, characterWidth: number): number {
  const isWide =
    /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]$/u;
  const widths = [...text].map((character) => (isWide.test(character) ? 2 : 1));
  return widths.reduce((sum, width) => sum + width * characterWidth, 0);
}
