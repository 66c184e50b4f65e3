import { mermaidComment, mermaidLabel } from "./mermaid-text.ts";

const maxChainsDrawn = 12;
const maxEdgesDrawn = 40;

/**
 * A small Mermaid picture of broken chains, without a fence, for the text of a check run. A chain is the names of
 * modules from the one that must not import to the one that must not be imported. Chains that share steps share
 * arrows; chains that no longer fit are left out and counted. Empty when there is nothing to draw.
 */
export function drawBrokenChains(chains: readonly (readonly string[])[]): string {
  const { drawn, edges } = chosen(chains);
  if (edges.size === 0) return "";
  const names = new Set(drawn.flat());
  const ids = new Map([...names].map((name, index) => [name, `n${index}`]));
  const idsOf = (some: readonly (string | undefined)[]) =>
    [...new Set(some.map((name) => ids.get(name ?? "") ?? ""))].join(",");
  const left = chains.filter(({ length }) => length > 1).length - drawn.length;
  const more = left === 1 ? "1 more chain is not drawn." : `${left} more chains are not drawn.`;
  return [
    "flowchart LR",
    ...(left > 0 ? [`  ${mermaidComment(more)}`] : []),
    ...[...ids].map(([name, id]) => `  ${id}["${mermaidLabel(name)}"]`),
    ...[...edges.values()].map(([from, to]) => `  ${ids.get(from)} --> ${ids.get(to)}`),
    ...(left > 0 ? [`  more["${mermaidLabel(more)}"]`, "  style more fill:none,stroke-dasharray:4"] : []),
    "  classDef source stroke:#0969da,stroke-width:3px",
    `  class ${idsOf(drawn.map((chain) => chain[0]))} source`,
    "  classDef forbidden stroke:#cf222e,stroke-width:3px",
    `  class ${idsOf(drawn.map((chain) => chain.at(-1)))} forbidden`,
    "",
  ].join("\n");
}

type Edge = readonly [from: string, to: string];

/** The first chains that fit, in the order given. A chain that is too long does not keep shorter ones out. */
function chosen(chains: readonly (readonly string[])[]) {
  const drawn: (readonly string[])[] = [];
  const edges = new Map<string, Edge>();
  for (const chain of chains) {
    if (chain.length < 2 || drawn.length === maxChainsDrawn) continue;
    const steps = chain.slice(1).map((to, index): Edge => [chain[index] ?? "", to]);
    const fresh = new Set(steps.map((step) => step.join("\0")).filter((key) => !edges.has(key)));
    if (edges.size + fresh.size > maxEdgesDrawn) continue;
    drawn.push(chain);
    for (const [from, to] of steps) edges.set(`${from}\0${to}`, [from, to]);
  }
  return { drawn, edges };
}
