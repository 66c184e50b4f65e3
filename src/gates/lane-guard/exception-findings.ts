import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { LinkTest } from "./causes.ts";
import { type DatedException, isOver } from "./exceptions.ts";
import { pairKey } from "./introduced.ts";
import type { Places } from "./places.ts";
import { laneGuardRules } from "./rules.ts";
import { daysBetween } from "./settings/day.ts";

/** So many days before an exception ends, it is announced. */
const noticeDays = 14;
/** So many imports of one exception are listed. */
const maxListed = 50;

interface ExceptionFindings {
  /** These block, however long the import has been there. */
  readonly expired: readonly Finding[];
  readonly ending: readonly Finding[];
  /** Whether one of them is about this link, so that nothing else need be said of it. */
  readonly isExpired: LinkTest;
}

/** What is to say of exceptions that have a last day and still match an import. */
export function exceptionFindings(
  places: Places,
  contract: string,
  exceptions: readonly DatedException[],
  today: string,
): ExceptionFindings {
  const expired = exceptions.filter(({ until }) => isOver(until, today));
  const ending = exceptions.filter(({ until }) => !isOver(until, today) && daysBetween(today, until) <= noticeDays);
  const links = new Set(expired.flatMap((exception) => exception.links.map(pairKey)));
  return {
    isExpired: (importer, imported) => links.has(pairKey({ importer, imported })),
    expired: expired.map((exception) => expiredFinding(places, contract, exception)),
    ending: ending.map((exception) => endingNote(places, contract, exception, today)),
  };
}

function expiredFinding(places: Places, contract: string, exception: DatedException): Finding {
  return {
    rule: "expired-exception",
    what: `${importText(places, exception)}. "${contract}" let that pass until ${exception.until}: ${sentence(exception.reason)}`,
    why: "An exception with a last day is a promise. If nothing happens on that day, it lasts for ever.",
    fix: laneGuardRules["expired-exception"].fix,
    ...placeOf(places, exception),
  };
}

function endingNote(places: Places, contract: string, exception: DatedException, today: string): Finding {
  const left = daysBetween(today, exception.until);
  const days = left === 0 ? "today is the last day" : `${countOf(left, "day")} left`;
  return {
    rule: "exception-ends-soon",
    what: `${importText(places, exception)}. "${contract}" lets that pass until ${exception.until}, ${days}: ${sentence(exception.reason)}`,
    why: "From the day after on, the import blocks every change.",
    fix: laneGuardRules["exception-ends-soon"].fix,
    ...placeOf(places, exception),
  };
}

/** `a imports b in a.py:3`; of a wildcard that matches several, the first stands for all. */
function importText(places: Places, { text, links }: DatedException): string {
  const [first, ...others] = links;
  if (first === undefined) return text;
  const at = places.ofLink(first.importer, first.imported);
  const where = at === undefined ? "" : ` in ${at.path}:${at.firstLine}`;
  const more = others.length === 0 ? "" : ` (and ${countOf(others.length, "more import")} like it, by ${text})`;
  return `${places.nameOf(first.importer)} imports ${places.nameOf(first.imported)}${where}${more}`;
}

function placeOf(places: Places, { links }: DatedException): Pick<Finding, "at" | "trace"> {
  const [first] = links;
  const at = first === undefined ? undefined : places.ofLink(first.importer, first.imported);
  const listed = links.slice(0, maxListed).map(({ importer, imported }) => places.linkText(importer, imported));
  const hidden = links.length - listed.length;
  const trace = hidden > 0 ? [...listed, `and ${countOf(hidden, "more import")}`] : listed;
  return { ...(at === undefined ? {} : { at }), ...(links.length > 1 ? { trace } : {}) };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
