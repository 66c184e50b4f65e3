import { countOf } from "../../core/count-of.ts";
import type { Table } from "../../core/verdict.ts";
import type { Page, Remark } from "../coverage/page.ts";
import type { AttestVerifyOutput, VerifiedBundle } from "./verify-output.ts";

const signs = { passed: "✓", failed: "✗", unproven: "?", "not-asked": "–", "not-reached": " " } as const;

/** So many bundles are shown to a person: one that passes, or those that came nearest. */
const maxShown = 3;

export function describeVerification(output: AttestVerifyOutput): Page {
  const shown = nearestFirst(output.bundles).slice(0, output.outcome === "passed" ? 1 : maxShown);
  const hidden = output.bundles.length - shown.length;
  const hiddenText = `${countOf(hidden, "bundle")} more: see --format json.`;
  const roots = output.roots.map(({ domain, of }) => `${domain} of ${of}`).join(", ");
  const unread = output.bundles.length === 0 ? null : output.refused;
  return {
    heading: output.artifact.name,
    tables: shown.map(stepTable),
    remarks: [
      ...(hidden > 0 ? [noteOf(hiddenText)] : []),
      ...(unread === null ? [] : [noteOf(unread)]),
      ...(roots === "" ? [] : [noteOf(`Built-in roots: ${roots}. Authorities that are newer are not in them.`)]),
    ],
    conclusion: conclusionOf(output, shown[0]),
  };
}

function noteOf(text: string): Remark {
  return { sign: "note", text, lines: [] };
}

function nearestFirst(bundles: readonly VerifiedBundle[]): readonly VerifiedBundle[] {
  const reached = ({ steps }: VerifiedBundle) => steps.filter(({ outcome }) => outcome !== "not-reached").length;
  const isPassed = ({ outcome }: VerifiedBundle) => Number(outcome === "passed");
  return bundles.toSorted((one, other) => isPassed(other) - isPassed(one) || reached(other) - reached(one));
}

function stepTable({ sha256, steps }: VerifiedBundle): Table {
  const rows = steps
    .filter(({ outcome }) => outcome !== "not-reached")
    .map(({ step, outcome, detail }) => [signs[outcome], step, outcome, detail]);
  return { title: `Bundle sha256:${sha256}`, columns: ["", "step", "outcome", "found"], rows };
}

function conclusionOf({ outcome, refused, artifact }: AttestVerifyOutput, best: VerifiedBundle | undefined): Remark {
  if (best === undefined) {
    return {
      sign: "failed",
      text: `${artifact.name} is not proven: there is nothing that attests it.`,
      lines: refused === null ? [] : [refused],
    };
  }
  if (outcome === "passed") {
    const signer = best.signer?.identity ?? "";
    const level = best.level === null ? [] : [`SLSA Build L${best.level.level}: ${best.level.because}.`];
    const what =
      best.predicateType === null ? "The artifact itself is signed." : `It is attested: ${best.predicateType}.`;
    return { sign: "passed", text: `${artifact.name} was signed by ${signer}.`, lines: [what, ...level] };
  }
  const step = best.steps.find((one) => one.outcome === "failed" || one.outcome === "unproven");
  const how = outcome === "failed" ? "does not hold" : "cannot be checked";
  const sign = outcome === "failed" ? "failed" : "unproven";
  return {
    sign,
    text: `${artifact.name} is not proven: ${step?.step ?? "something"} ${how}.`,
    lines: [step?.detail ?? ""],
  };
}
