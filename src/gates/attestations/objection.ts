import { countOf } from "../../core/count-of.ts";
import { judgeCommits } from "./judge-commits.ts";
import { type JudgedArtifact, type JudgedModule, judgeModules } from "./judge-modules.ts";
import type { AttestationFacts, AttestationSettings } from "./model.ts";
import { shareOf } from "./share.ts";

/** So many modules are named in a sentence. */
const maxNamed = 5;

/**
 * Why nothing can be said yet; undefined when there is something to say. What is wrong for certain is said whatever else
 * could not be looked at; and where nothing at all was verified, nothing is proven, in either way.
 */
export function objectionToFacts(settings: AttestationSettings, facts: AttestationFacts): string | undefined {
  const modules = judgeModules(settings, facts);
  const commits = judgeCommits(settings, facts);
  const share = shareOf(settings, modules);
  if (modules.some(({ standing }) => standing === "invalid") || (commits?.flaws.length ?? 0) > 0) return undefined;
  if (facts.fromFork && !share.mayBeReached) return undefined;
  if (share.reached) return commits?.unknown;
  if (share.verified > 0 && !share.mayBeReached) return undefined;
  const open = modules.filter(({ standing }) => standing !== "verified");
  const texts = open.slice(0, maxNamed).map(openText);
  const more = open.length > texts.length ? `; and ${open.length - texts.length} more` : "";
  return `${share.verified} of ${countOf(share.total, "module")} attested. ${texts.join("; ")}${more}.`;
}

/** What a module lacks, as a part of a sentence. */
export function openText({ facts, artifacts }: JudgedModule): string {
  const { name, missing, unread } = facts;
  const [problem] = [...unread, ...artifacts.flatMap((one) => problemOf(one))];
  if (problem !== undefined) return `${name}: ${problem.replace(/\.$/, "")}`;
  if (missing.length > 0) return `${name}: nothing was built as ${missing.join(", ")}`;
  const bare = artifacts.find(({ standing }) => standing === "missing");
  return bare === undefined ? `${name}: nothing was built` : `${name}: nothing attests ${bare.artifact.path}`;
}

function problemOf({ standing, best, artifact }: JudgedArtifact): readonly string[] {
  if (standing !== "unknown") return [];
  const [first] = artifact.unread;
  return [best?.verdict.stopped?.detail ?? first ?? `${artifact.path} cannot be checked`];
}
