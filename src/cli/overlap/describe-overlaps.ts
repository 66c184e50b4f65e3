import { countOf, grouped } from "../../core/count-of.ts";
import { overlapRank } from "../../core/overlap.ts";
import { type EvaluatedPair, isStuck, partialWords } from "../../gates/ownership/overlap/evaluate.ts";
import type { Page, Remark } from "../coverage/page.ts";
import type { ComparedHeads } from "./compare-heads.ts";

/** So many rows of a table, and files of a row, are of use to a person. */
const maxRows = 100;
const maxFiles = 3;

/** What a person is told; pairs of heads that merge with nobody are left to one remark. */
export function describeOverlaps(compared: ComparedHeads, baseName: string, withOrder: boolean): Page {
  const { evaluation, heads } = compared;
  const stuck = new Set(heads.filter(isStuck).map(({ ref }) => ref));
  const pairs = evaluation.pairs
    .filter(({ a, b, view }) => view.meetings.length > 0 || (!stuck.has(a) && !stuck.has(b)))
    .toSorted((left, right) => overlapRank(right.level) - overlapRank(left.level));
  return {
    heading: `Overlap of ${countOf(heads.length, "head")} on ${baseName}`,
    tables: pairs.length === 0 ? [] : [pairTable(pairs)],
    remarks: [
      ...heads.filter(isStuck).map(
        (head): Remark => ({
          sign: "failed",
          text: `${head.ref} cannot be merged into ${baseName} alone: rebase it first.`,
          lines: head.aloneFiles.slice(0, maxFiles).map(({ path, kind }) => (path === "" ? kind : `${path} (${kind})`)),
        }),
      ),
      ...(pairs.length > maxRows
        ? [note(`${countOf(pairs.length - maxRows, "more pair")}: --format json has them.`)]
        : []),
      ...(withOrder ? orderRemarks(compared) : []),
      ...partialRemarks(compared),
    ],
    conclusion: conclusionOf(compared),
  };
}

function pairTable(pairs: readonly EvaluatedPair[]) {
  return {
    title: "Pairs that meet",
    columns: ["a", "b", "level", "a then b", "b then a", "where", "waits", "because of"],
    rows: pairs
      .slice(0, maxRows)
      .map(({ a, b, level, orders, files, yields, rule }) => [
        a,
        b,
        level,
        orders.aThenB,
        orders.bThenA,
        placesOf(files.map(({ path }) => path)),
        yields,
        rule,
      ]),
  };
}

function placesOf(paths: readonly string[]): string {
  const shown = paths.slice(0, maxFiles).join(", ");
  return paths.length > maxFiles ? `${shown} and ${paths.length - maxFiles} more` : shown;
}

function orderRemarks({ plan }: ComparedHeads): readonly Remark[] {
  const numbered = plan.together.map((ref, at) => `${at + 1}. ${ref}`);
  return [
    { sign: "note", text: "These merge one after another without a conflict:", lines: numbered },
    ...(plan.later.length === 0
      ? []
      : [{ sign: "note" as const, text: "These have to be rebased behind them, in this order:", lines: plan.later }]),
  ];
}

function partialRemarks({ evaluation }: ComparedHeads): readonly Remark[] {
  const words = partialWords(evaluation);
  return words === undefined
    ? []
    : [{ sign: "unproven", text: `${words} were merged. The others are told by their lines.`, lines: [] }];
}

function note(text: string): Remark {
  return { sign: "note", text, lines: [] };
}

/** Heads that merge with nobody are counted apart: each of them would be a pair with every other one. */
function conclusionOf({ evaluation, heads }: ComparedHeads): Remark {
  const lacked = lackedByBase(heads);
  if (lacked < 2)
    return { sign: "unproven", text: "Nothing was compared: it takes two heads that the base lacks.", lines: [] };
  const stuck = new Set(heads.filter(isStuck).map(({ ref }) => ref));
  const collides = ({ a, b, level }: EvaluatedPair) => level === "textual" && !stuck.has(a) && !stuck.has(b);
  const colliding = evaluation.pairs.filter(collides).length;
  const mergeable = lacked - stuck.size;
  const of = countOf((mergeable * (mergeable - 1)) / 2, "pair");
  const texts = [
    ...(colliding > 0 ? [`${grouped(colliding)} of ${of} cannot be merged one behind the other.`] : []),
    ...(stuck.size > 0 ? [`${countOf(stuck.size, "head")} cannot be merged into the base alone.`] : []),
  ];
  if (texts.length > 0) return { sign: "failed", text: texts.join(" "), lines: [] };
  if (evaluation.judged < evaluation.total)
    return { sign: "unproven", text: "Nothing collides as far as was merged.", lines: [] };
  return { sign: "passed", text: `None of ${of} collides.`, lines: [] };
}

/** How many heads have anything that the base has not. */
export function lackedByBase(heads: ComparedHeads["heads"]): number {
  return heads.filter(({ alone }) => alone !== "contained").length;
}
