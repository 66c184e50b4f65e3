import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Scene } from "./contracts/scene.ts";
import type { CycleViolation } from "./contracts/violations.ts";
import type { CycleCause } from "./cycle-causes.ts";
import { linksBetween } from "./cycle-cut.ts";
import type { Places } from "./places.ts";
import type { Contract } from "./settings/contract.ts";
import { listOf } from "./wording.ts";

/** So many dependencies of one cycle are listed. */
const maxListed = 50;
/** So many imports of a cut are listed. */
const maxCutListed = 30;

/** One annotation, on the line of the import that closes the cycle. */
export function cycleFindingOf(scene: Scene, places: Places, contract: Contract, cause: CycleCause): Finding {
  const { closing, importer, imported, back } = cause;
  const [child, other] = [places.nameOf(closing.importer), places.nameOf(closing.imported)];
  const at = places.ofLink(importer, imported);
  const through = back.length === 1 ? "" : ` through ${countOf(back.length - 1, "other")}`;
  return {
    rule: "import-cycle",
    what: `${places.nameOf(importer)} imports ${places.nameOf(imported)}, and ${other} depends on ${child} already${through}. "${contract.name}" forbids cycles among the children of ${places.nameOf(closing.package)}.`,
    why: contract.why ?? "What forms a cycle can only be understood, tested and moved together.",
    fix: `Remove what ${child} imports of ${other} (${countOf(closing.links, "import")}), or move what both need to a third package.${cutText(places, cause)}`,
    ...(at === undefined ? {} : { at }),
    trace: [...traceOf(places, cause), ...cutLines(scene, places, cause)],
  };
}

/** Once round the cycle, beginning with the dependency that closes it. */
function traceOf(places: Places, { closing, importer, imported, back }: CycleCause): readonly string[] {
  const first = `${places.linkText(importer, imported)}${moreOf(closing)}`;
  const others = back.map((pair) => `${places.linkText(...pair.link)}${moreOf(pair)}`);
  const hidden = others.length - maxListed;
  return [
    first,
    ...others.slice(0, maxListed),
    ...(hidden > 0 ? [`and ${countOf(hidden, "more dependency", "more dependencies")}`] : []),
  ];
}

/** How little would have to go for no cycle to be left. */
function cutText(places: Places, { closing, cut }: CycleCause): string {
  if (cut === undefined) return "";
  const { pairs, least, children } = cut;
  if (pairs === undefined) {
    return ` ${countOf(children, "child", "children")} form cycles, too many to look for a smallest cut.`;
  }
  if (isOnly(pairs, closing)) return least ? " No smaller cut ends the cycle." : "";
  const imports = pairs.reduce((sum, { links }) => sum + links, 0);
  const each = pairs.map(
    (pair) => `${places.nameOf(pair.importer)} -> ${places.nameOf(pair.imported)} (${countOf(pair.links, "import")})`,
  );
  const cutName = least ? "The smallest cut" : "A small cut, estimated,";
  return ` ${cutName} that leaves no cycle among these ${children} is ${countOf(imports, "import")}: ${listOf(each)}.`;
}

function isOnly(pairs: readonly CycleViolation[], pair: CycleViolation): boolean {
  return pairs.length === 1 && pairs[0] === pair;
}

/** Every import of the cut, told once however many findings share it. */
function cutLines(scene: Scene, places: Places, { closing, cut, cutWasTold }: CycleCause): readonly string[] {
  if (cut?.pairs === undefined || cutWasTold || (isOnly(cut.pairs, closing) && closing.links === 1)) return [];
  const lines: string[] = [];
  let count = 0;
  for (const pair of cut.pairs) {
    for (const link of linksBetween(scene, pair)) {
      count += 1;
      if (count <= maxCutListed) lines.push(`cut: ${places.linkText(...link)}`);
    }
  }
  return count > maxCutListed ? [...lines, `and ${countOf(count - maxCutListed, "more import")} to cut`] : lines;
}

function moreOf({ links }: CycleViolation): string {
  return links > 1 ? `, and ${countOf(links - 1, "more import")} like it` : "";
}
