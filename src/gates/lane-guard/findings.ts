import type { Finding } from "../../core/finding.ts";
import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import { linkBetween } from "../../formats/imports/graph/reach.ts";
import type { Cause } from "./introduced.ts";
import { type Contract, laneGuardRules, type PythonFile } from "./model.ts";
import { chainOf } from "./violations.ts";
import { countOf } from "./wording.ts";

/** So many modules that a link affects are listed; the others are counted. */
const maxListed = 20;
/** So many links of a chain are listed. */
const maxLinks = 50;

/** One annotation, on the line of the link that is to blame. */
export function findingOf(graph: ImportGraph, files: readonly PythonFile[], contract: Contract, cause: Cause): Finding {
  const place = placeOf(graph, files, cause.importer, cause.imported);
  const at = place === undefined ? {} : { at: { path: place.path, firstLine: place.line, lastLine: place.line } };
  const why = contract.why ?? `The contract "${contract.name}" keeps these packages apart.`;
  const text = cause.direct ? directText(graph, contract, cause) : chainText(graph, contract, cause);
  return { ...text, why, ...at, trace: traceOf(graph, files, cause) };
}

function directText(graph: ImportGraph, contract: Contract, cause: Cause): Pick<Finding, "rule" | "what" | "fix"> {
  const importer = nameOf(graph, cause.importer);
  const imported = nameOf(graph, cause.imported);
  const others = affected(cause).length;
  const more = others === 0 ? "" : ` Through it, ${countOf(others, "more module")} of the lane can reach it too.`;
  return {
    rule: "forbidden-import",
    what: `${importer} imports ${imported}, which "${contract.name}" forbids.${more}`,
    fix: laneGuardRules["forbidden-import"].fix,
  };
}

function chainText(graph: ImportGraph, contract: Contract, cause: Cause): Pick<Finding, "rule" | "what" | "fix"> {
  const importer = nameOf(graph, cause.importer);
  const imported = nameOf(graph, cause.imported);
  const [first] = cause.reach;
  const source = nameOf(graph, first?.source ?? cause.importer);
  const end = nameOf(graph, (first === undefined ? undefined : chainOf(first).at(-1)) ?? cause.imported);
  const sources = affected(cause).length;
  const others = new Set(cause.reach.map((violation) => violation.source)).size - 1;
  const more = sources < 1 || others < 1 ? "" : `, and so do ${countOf(others, "other module")}`;
  return {
    rule: "forbidden-chain",
    what: `${source} now reaches ${end} through other modules${more}, which "${contract.name}" forbids. The link to look at is ${importer} -> ${imported}.`,
    fix: `Cut the chain, best at ${importer} -> ${imported}, or move what is needed to a package that both sides may import.`,
  };
}

/** Modules that break the contract through the link without having it themselves, each once. */
function affected(cause: Cause): readonly number[] {
  return [...new Set(cause.reach.map(({ source }) => source))].filter((source) => source !== cause.importer);
}

/** Every link of the shortest chain, then the modules that the link affects as well. */
function traceOf(graph: ImportGraph, files: readonly PythonFile[], cause: Cause): readonly string[] {
  const [first] = cause.direct ? [] : cause.reach;
  const chain = first === undefined ? [cause.importer, cause.imported] : chainOf(first);
  const shown = chain
    .slice(1, maxLinks + 1)
    .map((imported, index) => linkLine(graph, files, chain[index] ?? 0, imported));
  const hidden = chain.length - 1 - shown.length;
  const links = hidden > 0 ? [...shown, `and ${countOf(hidden, "more link")}`] : shown;
  const others = affected(cause).filter((source) => source !== first?.source);
  const listed = others.slice(0, maxListed).map((source) => `also affected: ${nameOf(graph, source)}`);
  const rest = others.length - listed.length;
  return [...links, ...listed, ...(rest > 0 ? [`and ${countOf(rest, "more module")}`] : [])];
}

function linkLine(graph: ImportGraph, files: readonly PythonFile[], importer: number, imported: number): string {
  const place = placeOf(graph, files, importer, imported);
  const where = place === undefined ? "" : ` (${place.path}:${place.line})`;
  return `${nameOf(graph, importer)} -> ${nameOf(graph, imported)}${where}`;
}

function placeOf(graph: ImportGraph, files: readonly PythonFile[], importer: number, imported: number) {
  const path = files[graph.table.nodes[importer]?.file ?? -1]?.path;
  const line = graph.nameLines[linkBetween(graph, importer, imported) ?? -1];
  return path === undefined || line === undefined ? undefined : { path, line };
}

function nameOf(graph: ImportGraph, id: number): string {
  return graph.names[id] ?? "";
}
