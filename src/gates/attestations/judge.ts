import { countOf } from "../../core/count-of.ts";
import type { Ruling } from "../../core/verdict.ts";
import { artifactFindings, commitFindings, shareFindings } from "./findings.ts";
import { judgeCommits } from "./judge-commits.ts";
import { type JudgedModule, judgeModules, type Standing } from "./judge-modules.ts";
import type { AttestationFacts, AttestationSettings } from "./model.ts";
import { notesOf } from "./notes.ts";
import { type Share, shareOf } from "./share.ts";
import { commitTable, moduleTable, rootTable } from "./tables.ts";

/**
 * Passes when enough modules are verified, nothing is wrong anywhere, and commits are signed where that is asked for. What could
 * not be looked at never helps to a pass, whoever asks.
 */
export function judgeAttestations(settings: AttestationSettings, facts: AttestationFacts): Ruling {
  const modules = judgeModules(settings, facts);
  const commits = judgeCommits(settings, facts);
  const share = shareOf(settings, modules);
  const findings = [
    ...artifactFindings(modules, facts),
    ...shareFindings(settings, modules, facts),
    ...commitFindings(commits),
  ];
  const common = {
    summary: summaryOf(share, modules),
    examined: { count: modules.filter(({ standing }) => standing !== "unknown").length, of: "modules" },
    notes: notesOf(settings, facts, modules),
    tables: [moduleTable(modules, facts), ...commitTable(commits), ...rootTable(facts)],
    measures: [{ name: "attested", value: Math.floor((100 * share.verified) / share.total), unit: " %" }],
  };
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", ...common };
  return { outcome: "failed", findings: [first, ...others], ...common };
}

const words: Readonly<Record<Exclude<Standing, "verified">, string>> = {
  invalid: "wrong",
  missing: "not attested",
  unknown: "not checked",
};

function summaryOf({ verified, total, minimum }: Share, modules: readonly JudgedModule[]): string {
  const others = (["invalid", "missing", "unknown"] as const).flatMap((standing) => {
    const count = modules.filter((one) => one.standing === standing).length;
    return count === 0 ? [] : [`${count} ${words[standing]}`];
  });
  const rest = others.length === 0 ? "" : `; ${others.join(", ")}`;
  return `${verified} of ${countOf(total, "module")} attested, at least ${minimum} % have to be${rest}.`;
}
