import type { ScriptedPullRequest } from "./scenario/scripted-pull-request.ts";

/** One check run as the stand-in has it. */
export interface PublishedRun {
  readonly name: string;
  /** GitHub's conclusion, or the status while there is none. */
  readonly conclusion: string;
  readonly title: string;
  readonly annotations: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

/** What was published about one pull request of the demo. */
export interface DemoOutcome {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly headSha: string;
  readonly url: string;
  /** From the opening of the pull request to the completed roll-up. */
  readonly milliseconds: number;
  readonly runs: readonly PublishedRun[];
  /** The Markdown of what was written below it. */
  readonly comments: readonly string[];
}

/** Every way in which the outcome is not what the script expects; none when all is well. */
export function mismatches(script: ScriptedPullRequest, outcome: DemoOutcome): readonly string[] {
  const found = new Map(outcome.runs.map((run) => [run.name, run]));
  const missing = Object.entries(script.expected).flatMap(([name, conclusion]) => {
    const got = found.get(name)?.conclusion ?? "no check run";
    return got === conclusion ? [] : [`#${outcome.number} ${name}: expected ${conclusion}, got ${got}`];
  });
  const surplus = outcome.runs.filter(({ name }) => !(name in script.expected));
  const unexpected = surplus.map(({ name }) => `#${outcome.number} ${name}: not expected at all`);
  return [...missing, ...unexpected, ...annotationMismatch(script, outcome)];
}

function annotationMismatch(script: ScriptedPullRequest, outcome: DemoOutcome): readonly string[] {
  const wanted = script.annotation;
  if (wanted === undefined) return [];
  const run = outcome.runs.find(({ name }) => name === `lanekeeper / ${wanted.gate}`);
  const hit = run?.annotations.some(({ path, line }) => path === wanted.path && line === wanted.line) ?? false;
  return hit ? [] : [`#${outcome.number}: no annotation at ${wanted.path}:${wanted.line}`];
}
