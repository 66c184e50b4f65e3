import { fitPicture } from "./fit-picture.ts";
import { mermaidComment, mermaidLabel } from "./mermaid-text.ts";
import { laneOf } from "./module-name.ts";
import {
  type EdgeState,
  edgeLabel,
  edgeState,
  nodeRemark,
  type Picture,
  type PictureNode,
  type View,
} from "./picture.ts";

/** GitHub refuses text of more than 50,000 characters and more than 500 arrows; people give up earlier. */
const maxCharacters = 48_000;
const maxEdges = 240;
const maxNodes = 120;

/** A Mermaid flowchart, without a fence, that GitHub is willing to draw. */
export function renderMermaid(view: View): string {
  return draw(fitPicture(view, isReadable));
}

function isReadable(picture: Picture): boolean {
  if (picture.edges.length > maxEdges || picture.nodes.length > maxNodes) return false;
  return draw(picture).length <= maxCharacters;
}

function draw(picture: Picture): string {
  const ids = new Map(picture.nodes.map(({ name }, index) => [name, `n${index}`]));
  const arrows = picture.edges.map((edge) => {
    const label = edgeLabel(picture, edge);
    const text = label === "" ? "" : `|"${mermaidLabel(label)}"|`;
    return `  ${ids.get(edge.from)} -->${text} ${ids.get(edge.to)}`;
  });
  return `${[
    "flowchart LR",
    ...[picture.title, ...picture.notes].map((text) => `  ${mermaidComment(text)}`),
    ...boxes(picture, ids),
    ...arrows,
    ...noteBox(picture),
    ...edgeStyles(picture),
    ...classes(picture, ids),
  ].join("\n")}\n`;
}

/** Boxes in a frame for each lane, where there are lanes to tell apart. */
function boxes(picture: Picture, ids: ReadonlyMap<string, string>): readonly string[] {
  const byLane = Map.groupBy(picture.nodes, ({ name }) => laneOf(name, picture.separator));
  return [...byLane].flatMap(([lane, nodes], index) => {
    const lines = nodes.map((node) => `  ${ids.get(node.name)}["${boxText(node)}"]`);
    const framed = byLane.size > 1 && nodes.length > 1;
    if (!framed) return lines;
    return [`  subgraph g${index}["${mermaidLabel(lane)}"]`, ...lines.map((line) => `  ${line}`), "  end"];
  });
}

function boxText(node: PictureNode): string {
  const remark = nodeRemark(node);
  return remark === "" ? mermaidLabel(node.name) : `${mermaidLabel(node.name)}<br/>${mermaidLabel(remark)}`;
}

/** A comment is not seen in the drawn picture. */
function noteBox({ notes }: Picture): readonly string[] {
  if (notes.length === 0) return [];
  const text = notes.map((note) => mermaidLabel(note, 400)).join("<br/>");
  return [`  note["${text}"]`, "  style note fill:none,stroke-dasharray:4"];
}

const edgeStyle: Readonly<Record<Exclude<EdgeState, "kept">, string>> = {
  added: "stroke:#1a7f37,stroke-width:3px",
  removed: "stroke:#cf222e,stroke-width:2px,stroke-dasharray:5",
  changed: "stroke:#9a6700,stroke-width:3px",
};

function edgeStyles(picture: Picture): readonly string[] {
  return (["added", "removed", "changed"] as const).flatMap((state) => {
    const numbers = picture.edges.flatMap((edge, index) => (edgeState(edge) === state ? [index] : []));
    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(",")} ${edgeStyle[state]}`];
  });
}

function classes(picture: Picture, ids: ReadonlyMap<string, string>): readonly string[] {
  const of = (wants: (node: PictureNode) => boolean) => picture.nodes.filter(wants).map(({ name }) => ids.get(name));
  const groups = [
    { name: "focus", style: "stroke:#0969da,stroke-width:3px", members: of(({ inFocus }) => inFocus) },
    { name: "added", style: "stroke:#1a7f37,stroke-width:2px", members: of(({ change }) => change === "added") },
    { name: "removed", style: "stroke:#cf222e,stroke-dasharray:5", members: of(({ change }) => change === "removed") },
  ];
  return groups
    .filter(({ members }) => members.length > 0)
    .flatMap(({ name, style, members }) => [`  classDef ${name} ${style}`, `  class ${members.join(",")} ${name}`]);
}
