import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { ModulePair, Violations } from "./contracts/violations.ts";
import type { Found } from "./introduced.ts";
import type { LaneGuardSettings } from "./model.ts";
import type { Places } from "./places.ts";
import { contractReasons } from "./reasons.ts";
import { laneGuardRules } from "./rules.ts";
import type { BudgetContract } from "./settings/budget.ts";
import type { Contract } from "./settings/contract.ts";
import { listOf } from "./wording.ts";

/** So many imports are listed when none of them is new. */
const maxListed = 50;

/** What a budget counts in head and in base, and what of it base does not have. */
interface Spending {
  readonly now: Found;
  readonly then: Found;
  readonly added: Violations["counted"];
}

interface BudgetFindings {
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
}

/**
 * The number alone matters: whoever removes one import may add another. What is above the budget and was there before
 * blocks only when nothing is accepted. Of a contract without budget: nothing.
 */
export function budgetFindings(
  places: Places,
  contract: Contract,
  accept: LaneGuardSettings["accept"],
  spending: Spending,
): BudgetFindings {
  if (contract.type !== "budget") return { findings: [], notes: [] };
  const counted = spending.now.violations.counted;
  const [now, then] = [counted.length, spending.then.violations.counted.length];
  const [isTooMany, isRisen] = [now > contract["at-most"], now > then];
  const isRatchetBroken = contract.ratchet && isRisen;
  const isBroken = accept === "nothing" ? isTooMany || isRatchetBroken : isRisen && (isTooMany || isRatchetBroken);
  const notes = [totalNote(contract, now, then)];
  if (!isBroken) return { findings: [], notes };
  const broken = { limit: limitText(contract, accept, now, then), change: `${now} now, ${then} before` };
  if (spending.added.length === 0) return { findings: [tooManyFinding(places, contract, counted, broken)], notes };
  return { findings: spending.added.map((link) => newImportFinding(places, contract, link, broken)), notes };
}

/** What is broken of a budget, and by how much. */
interface Broken {
  readonly limit: string;
  readonly change: string;
}

/** What is above the budget and accepted is a limit of its own: nobody has to come down below it with this change. */
function limitText(contract: BudgetContract, accept: LaneGuardSettings["accept"], now: number, then: number): string {
  const atMost = contract["at-most"];
  if (now <= atMost) return "does not let their number rise";
  return accept === "existing" && then > atMost
    ? `does not let their number rise further above ${atMost}`
    : `allows at most ${atMost} of them`;
}

function newImportFinding(
  places: Places,
  contract: BudgetContract,
  { importer, imported }: ModulePair,
  { limit, change }: Broken,
): Finding {
  const at = places.ofLink(importer, imported);
  return {
    rule: "over-budget",
    what: `${places.nameOf(importer)} imports ${places.nameOf(imported)}. "${contract.name}" counts such imports and ${limit}: ${change}.`,
    why: contract.why ?? contractReasons.budget(contract.name),
    fix: laneGuardRules["over-budget"].fix,
    ...(at === undefined ? {} : { at }),
  };
}

/** None of them is new, and still they are too many: all are to blame alike. */
function tooManyFinding(
  places: Places,
  contract: BudgetContract,
  counted: readonly ModulePair[],
  { limit, change }: Broken,
): Finding {
  const listed = counted.slice(0, maxListed).map(({ importer, imported }) => places.linkText(importer, imported));
  const hidden = counted.length - listed.length;
  return {
    rule: "over-budget",
    what: `There are ${edgeText(contract, counted.length)}. "${contract.name}" counts them and ${limit}: ${change}.`,
    why: contract.why ?? contractReasons.budget(contract.name),
    fix: laneGuardRules["over-budget"].fix,
    trace: hidden > 0 ? [...listed, `and ${countOf(hidden, "more import")}`] : listed,
  };
}

function totalNote(contract: BudgetContract, now: number, then: number): Finding {
  const atMost = contract["at-most"];
  const change = now === then ? "" : `, ${Math.abs(now - then)} ${now < then ? "fewer" : "more"} than before`;
  if (now < then && now < atMost) {
    return {
      rule: "budget-can-shrink",
      what: `"${contract.name}" counts ${edgeText(contract, now)}${change}, so its budget of ${atMost} can be lowered for good.`,
      why: "A lower budget keeps what was gained.",
      fix: `Write \`at-most: ${now}\` in the contract.`,
    };
  }
  const asBefore = now <= then ? ", as it was before" : "";
  const limit = now > atMost ? `, more than the ${atMost} allowed${asBefore}` : `; at most ${atMost} are allowed`;
  return {
    rule: "budget-used",
    what: `"${contract.name}" counts ${edgeText(contract, now)}${change}${limit}.`,
    why: "The number shows where the code is going.",
    fix: laneGuardRules["budget-used"].fix,
  };
}

/** "38 imports of legacy by lukhas" */
function edgeText({ from, to }: BudgetContract, count: number): string {
  return `${countOf(count, "import")} of ${listOf(to, "or")} by ${listOf(from, "or")}`;
}
