import { badUsage } from "../../core/bad-usage.ts";
import { Moment } from "../../formats/yaml/moment.ts";

/** The moment that an option names, or the present, to the second. Epoch milliseconds. Throws BAD_USAGE. */
export function momentOf(option: string, text: string | undefined): number {
  if (text === undefined) return present();
  if (Moment.safeParse(text).success) return wholeSecond(Date.parse(text));
  throw badUsage(`${option}: write the moment as 2027-01-31T12:00:00Z.`);
}

/** Epoch milliseconds, to the second. */
export function present(): number {
  return wholeSecond(Date.now());
}

/** Files have moments to the second. */
function wholeSecond(moment: number): number {
  return Math.floor(moment / 1000) * 1000;
}
