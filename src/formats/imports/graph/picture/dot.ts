import { fitPicture } from "./fit-picture.ts";
import { laneOf } from "./module-name.ts";
import {
  type EdgeState,
  edgeLabel,
  edgeState,
  nodeRemark,
  type Picture,
  type PictureEdge,
  type View,
} from "./picture.ts";
import { plainText, shortText } from "./plain-text.ts";

/** Graphviz needs minutes for more. */
const maxNodes = 1_500;
const maxEdges = 4_000;

/** A graph in the language of Graphviz. */
export function renderDot(view: View): string {
  return draw(fitPicture(view, ({ nodes, edges }) => nodes.length <= maxNodes && edges.length <= maxEdges));
}

function draw(picture: Picture): string {
  const ids = new Map(picture.nodes.map(({ name }, index) => [name, `n${index}`]));
  const label = [picture.title, ...picture.notes].map((line) => quotable(plainText(line))).join("\\n");
  return `${[
    "digraph imports {",
    `  graph [rankdir=LR, labelloc=t, fontname="Helvetica", label="${label}"];`,
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [color="#6e7781", fontname="Helvetica", fontsize=9];',
    ...boxes(picture, ids),
    ...picture.edges.map((edge) => `  ${ids.get(edge.from)} -> ${ids.get(edge.to)}${edgeAttributes(picture, edge)};`),
    "}",
  ].join("\n")}\n`;
}

/** Boxes in a frame for each lane, where there are lanes to tell apart. */
function boxes(picture: Picture, ids: ReadonlyMap<string, string>): readonly string[] {
  const byLane = Map.groupBy(picture.nodes, ({ name }) => laneOf(name, picture.separator));
  return [...byLane].flatMap(([lane, nodes], index) => {
    const lines = nodes.map((node) => {
      const remark = nodeRemark(node);
      const label = quotable(shortText(node.name)) + (remark === "" ? "" : `\\n${quotable(remark)}`);
      const focus = node.inFocus ? ', penwidth=2, color="#0969da"' : "";
      return `  ${ids.get(node.name)} [label="${label}"${focus}];`;
    });
    if (byLane.size === 1 || nodes.length === 1) return lines;
    return [
      `  subgraph cluster${index} {`,
      `    label="${quotable(shortText(lane))}"; color="#d0d7de";`,
      ...lines.map((line) => `  ${line}`),
      "  }",
    ];
  });
}

const edgeStyle: Readonly<Record<EdgeState, readonly string[]>> = {
  kept: [],
  added: ['color="#1a7f37"', "penwidth=2"],
  removed: ['color="#cf222e"', "style=dashed"],
  changed: ['color="#9a6700"', "penwidth=2"],
};

function edgeAttributes(picture: Picture, edge: PictureEdge): string {
  const label = edgeLabel(picture, edge);
  const attributes = [...(label === "" ? [] : [`label="${quotable(label)}"`]), ...edgeStyle[edgeState(edge)]];
  return attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
}

/** Inside quotes, Graphviz reads backslashes as escapes, and entities as in HTML. */
function quotable(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
}
