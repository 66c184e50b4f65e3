import { countOf } from "../../../core/count-of.ts";
import { type Comparison, costOf } from "./comparison.ts";
import { figureText, percentText, ratioText } from "./figure-text.ts";
import { groundsText, placeText } from "./place-text.ts";

/** That a benchmark became worse, and by how much. */
export function regressedText({
  place,
  better,
  base,
  head,
  ratio,
  interval,
  limit,
  grounds,
  ...others
}: Comparison): string {
  const from = `from ${figureText(base, place.unit)} to ${figureText(head, place.unit)}`;
  const change = ratio === undefined ? from : `${from}, ${changeText(ratio)}${intervalText(interval)}`;
  const worse = place.metric === "time" ? "is slower" : `is worse in ${place.metric}`;
  const most = limit === undefined ? "" : `, by ${groundsText(grounds)}; its limit is ${percentText(limit)}`;
  return `${placeText(place)} ${worse}: ${change}${most}. ${costText({ place, ratio, better, head, ...others })}`.trimEnd();
}

/** What is not known of a benchmark, and what would tell. */
export function undecidedText(comparison: Comparison): string {
  const { place, ratio, interval, limit, grounds, further, because } = comparison;
  const limitText = limit === undefined ? "its limit" : `its limit of ${percentText(limit)}`;
  const seen =
    ratio === undefined
      ? ""
      : ` It is ${ratioText(ratio)} times the base${intervalText(interval)}, by ${groundsText(grounds)}.`;
  const why = because === undefined ? "" : ` ${because}`;
  const more = further === undefined ? "" : ` ${countOf(further, "more pair")} would decide if this stays as it is.`;
  return `${placeText(place)} may have become worse by more than ${limitText}, or not.${seen}${why}${more}`;
}

/** Of a rate, what it costs says more than the ratio. */
function costText(comparison: Pick<Comparison, "place" | "ratio" | "better" | "head">): string {
  const isRate = comparison.better === "higher" && comparison.place.unit.endsWith("/s");
  return isRate && comparison.ratio !== undefined ? `Each takes ${ratioText(costOf(comparison))} times as long.` : "";
}

function changeText(ratio: number): string {
  const percent = ((ratio - 1) * 100).toFixed(1);
  return `${ratio >= 1 ? "+" : ""}${percent} %`;
}

function intervalText(interval: Comparison["interval"]): string {
  return interval === undefined ? "" : ` (${ratioText(interval[0])} to ${ratioText(interval[1])})`;
}
