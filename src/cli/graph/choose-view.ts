import { badUsage } from "../../core/bad-usage.ts";
import { compareMaps, type ModuleMap } from "../../formats/imports/graph/picture/module-map.ts";
import type { View } from "../../formats/imports/graph/picture/picture.ts";
import { selectAround, selectChains, selectChanged, selectInside } from "../../formats/imports/graph/picture/select.ts";
import { type Chains, shortestChains } from "../../formats/imports/graph/picture/shortest-chains.ts";
import type { GraphOptions } from "../commands/graph.ts";
import type { ReadMaps } from "./read-maps.ts";
import { requireModules } from "./require-module.ts";

export interface ChosenView extends View {
  readonly chains?: Chains;
}

/** What the options ask to see of the graph; throws BAD_USAGE for names that it does not have. */
export function chooseView(options: GraphOptions, commit: string, { head, base }: ReadMaps): ChosenView {
  const everything = options.diff === undefined ? head.map : compareMaps(base.map, head.map);
  requireModules(everything, options.root ?? []);
  const map = options.root === undefined ? everything : selectInside(everything, options.root);
  const unread = new Set([...head.unread, ...(options.diff === undefined ? [] : base.unread)]).size;
  const missing = `${unread === 1 ? "1 place" : `${unread} places`} could not be read, so imports may be missing.`;
  const whole: View = {
    title: titleOf(options, commit),
    notes: unread === 0 ? [] : [missing],
    map,
    focus: [],
    lanes: options.lanes === true,
  };
  if (options.path !== undefined) return viewOfPath(whole, options.path);
  if (options.focus !== undefined) return viewOfFocus(whole, options.focus);
  return viewOfWhole(whole, options);
}

function titleOf({ ref, diff, focus, path }: GraphOptions, commit: string): string {
  const about = [
    ...(focus === undefined ? [] : [`around ${focus}`]),
    ...(path === undefined ? [] : [`from ${path[0]} to ${path[1]}`]),
    ...(diff === undefined ? [] : [`compared with ${diff}`]),
  ];
  return [`Imports of ${ref} (${commit.slice(0, 9)})`, ...about].join(" ");
}

function viewOfFocus(whole: View, name: string): View {
  requireModules(whole.map, [name]);
  return { ...whole, map: selectAround(whole.map, name), focus: [name] };
}

function viewOfPath(whole: View, [from, to]: readonly [string, string]): ChosenView {
  requireModules(whole.map, [from, to]);
  if (from === to) throw badUsage("--path needs two different modules.");
  const chains = shortestChains(whole.map, from, to);
  const [first] = chains.chains;
  const ends = chains.chains.flatMap((chain) => [chain[0] ?? "", chain.at(-1) ?? ""]);
  return {
    ...whole,
    map: selectChains(whole.map, chains.chains),
    focus: [...new Set(ends)],
    notes: [...whole.notes, pathNote(chains, first?.length ?? 0, from, to)],
    chains,
  };
}

function pathNote({ chains, complete }: Chains, modules: number, from: string, to: string): string {
  if (chains.length === 0) return `No chain of imports leads from ${from} to ${to}.`;
  const steps = modules === 2 ? "a direct import" : `${modules - 1} imports`;
  if (!complete) return `The first ${chains.length} of the shortest chains, each of ${steps}. There are more.`;
  return chains.length === 1
    ? `The shortest chain is ${steps}.`
    : `All ${chains.length} shortest chains, each of ${steps}.`;
}

/** A comparison shows what changed, because the whole would hide it; among lanes and on the page both can be seen. */
function viewOfWhole(whole: View, { format, diff }: GraphOptions): View {
  const empty = whole.map.modules.length === 0 ? ["There are no modules."] : [];
  if (diff === undefined) return { ...whole, notes: [...whole.notes, ...empty] };
  const notes = [...whole.notes, ...empty, changeNote(whole.map)];
  return { ...whole, notes, map: whole.lanes || format === "html" ? whole.map : selectChanged(whole.map) };
}

function changeNote({ imports, modules }: ModuleMap): string {
  const count = (rows: readonly { readonly change: string }[], change: string) =>
    rows.filter((row) => row.change === change).length;
  const [added, removed] = [count(imports, "added"), count(imports, "removed")];
  if (added === 0 && removed === 0) return "No import was added or removed.";
  const importText = `Imports: ${added} added, ${removed} removed.`;
  return `${importText} Modules: ${count(modules, "added")} added, ${count(modules, "removed")} removed.`;
}
