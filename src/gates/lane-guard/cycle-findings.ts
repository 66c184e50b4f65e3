import type { Finding } from "../../core/finding.ts";
import type { CycleViolation } from "./contracts/violations.ts";
import type { CycleCause } from "./cycle-causes.ts";
import type { Places } from "./places.ts";
import type { Contract } from "./settings/contract.ts";
import { countOf } from "./wording.ts";

/** So many dependencies of one cycle are listed. */
const maxListed = 50;

/** One annotation, on the line of the import that closes the cycle. */
export function cycleFindingOf(places: Places, contract: Contract, cause: CycleCause): Finding {
  const { closing, importer, imported, back } = cause;
  const [child, other] = [places.nameOf(closing.importer), places.nameOf(closing.imported)];
  const at = places.ofLink(importer, imported);
  const through = back.length === 1 ? "" : ` through ${countOf(back.length - 1, "other")}`;
  return {
    rule: "import-cycle",
    what: `${places.nameOf(importer)} imports ${places.nameOf(imported)}, and ${other} depends on ${child} already${through}. "${contract.name}" forbids cycles among the children of ${places.nameOf(closing.package)}.`,
    why: contract.why ?? "What forms a cycle can only be understood, tested and moved together.",
    fix: `Remove what ${child} imports of ${other} (${countOf(closing.links, "import")}), or move what both need to a third package.`,
    ...(at === undefined ? {} : { at }),
    trace: traceOf(places, cause),
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

function moreOf({ links }: CycleViolation): string {
  return links > 1 ? `, and ${countOf(links - 1, "more import")} like it` : "";
}
