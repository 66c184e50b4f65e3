import { z } from "zod";
import type { ReportRequest } from "../../../src/core/evidence.ts";
import { defineGate, type Gate } from "../../../src/core/gate.ts";
import type { Notice, Watched } from "../../../src/core/notice.ts";
import type { LoggedRequest } from "../../../src/demo/github/api-faults.ts";
import type { SeenIssue } from "../../../src/demo/github/stand-in-types.ts";
import { coverageReports } from "../../../src/formats/coverage/stored-report.ts";
import { zipOf } from "../../archives/zip-bytes.ts";
import { lcov } from "../../gates/coverage/support.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./lanekeeper-world.ts";

/** Notices by key, with what they say; or how the gate fails to see any. */
type Said = Readonly<Record<string, string>> | "unknown" | "broken";

const inRules = { settings: z.strictObject({}), rules: {}, question: "Is there anything?" } as const;
const judges = {
  gather: async () => ({ kind: "not-applicable", because: "Only the branch is watched." }) as const,
  judge: () => ({ outcome: "passed", summary: "Yes.", examined: { count: 1, of: "things" }, notes: [] }) as const,
};

/** A gate that says about the default branch what a file of it tells, and which day it is. */
const declared = defineGate({
  id: "declared",
  title: "Declared",
  ...inRules,
  ...judges,
  async watch(_settings, { file, today, branch }): Promise<Watched> {
    const blob = await file("notices.json");
    if (blob.kind !== "bytes") return { kind: "notices", notices: [] };
    const said: Said = JSON.parse(new TextDecoder().decode(blob.bytes));
    if (said === "broken") throw new TypeError("secret text");
    if (said === "unknown") return { kind: "unknown", because: "The file does not tell." };
    return { kind: "notices", notices: Object.entries(said).map(([key, what]) => noticeOf(key, what, branch, today)) };
  },
});

function noticeOf(key: string, what: string, branch: string, today: string): Notice {
  const says = what.replace("TODAY", today);
  return { key, title: `About ${key}`, what: says, why: `It is on ${branch}.`, fix: "Look at it." };
}

const requests: readonly ReportRequest[] = [
  { entry: "all", flag: "all", artifact: "cov", path: "**/lcov.info", workflow: undefined },
];

/** A gate that tells of the reports of the default branch, from the nearest to the farthest. */
const reported = defineGate({
  id: "reported",
  title: "Reported",
  ...inRules,
  ...judges,
  evidence: () => [{ reader: coverageReports, requests }],
  async watch(_settings, { series, tip }): Promise<Watched> {
    const found = await series(coverageReports, requests, ["all"], 3);
    if (found.length < 2) return { kind: "unknown", because: "Too few reports." };
    const rows = found.map(({ commit, distance, reports }) => [commit, String(distance), String(reports.length)]);
    const tables = [{ title: "Reports", columns: ["commit", "distance", "reports"], rows }];
    return { kind: "notices", notices: [{ ...noticeOf("reports", tip, "", ""), tables }] };
  },
});

const quiet = defineGate({ id: "quiet", title: "Quiet", ...inRules, ...judges });

const gates: readonly Gate[] = [declared, reported, quiet];

export interface NoticeStory {
  readonly world: LanekeeperWorld;
  /** Lets the branch say this, and waits until the server has looked at it. */
  say(said: Said): Promise<void>;
  /** A run of CI ends on the tip of the default branch, with a report, and the server looks again. Answers the tip. */
  lookAgain(): Promise<string>;
  /** Waits until the server has looked so many times. */
  looked(times: number): Promise<void>;
  timesLooked(): number;
  issues(): readonly SeenIssue[];
  /** What was asked of issues, from this many requests on. */
  asked(from?: number): readonly Pick<LoggedRequest, "method" | "path" | "status">[];
  pass(days: number): void;
}

/** A repository whose default branch is watched by the gate that a file tells what to say. Dispose of its world. */
export async function openNoticeStory(options: Partial<WorldOptions> = {}): Promise<NoticeStory> {
  let passedMs = 0;
  const world = await openLanekeeperWorld({
    gates,
    configuration: "version: 1\ngates:\n  declared: {}\n",
    clock: () => Date.now() + passedMs,
    ...options,
  });
  const key = `watch/${world.repository.id}`;
  const timesLooked = () => world.logged.filter((line) => line["key"] === key && "outcome" in line).length;
  const looked = (times: number) =>
    until(
      () => timesLooked() >= times,
      () => `${key} was looked at ${timesLooked()} times, not ${times}`,
    );
  const run = async () => {
    const headSha = world.work.git("rev-parse", "main").trim();
    const workflow = { path: ".github/workflows/ci.yml", name: "CI" };
    const about = { repository: world.repository, workflow, event: "push", headSha, headBranch: "main", as: "ada" };
    const started = await world.github.startWorkflowRun(about);
    await started.uploadArtifact("cov", zipOf([{ name: "lcov.info", content: lcov({ "core/a.py": "1:1 2:0" }) }]));
    await started.complete("success");
    return headSha;
  };
  const lookAgain = async () => {
    const before = timesLooked();
    const commit = await run();
    await looked(before + 1);
    return commit;
  };
  return {
    world,
    looked,
    timesLooked,
    lookAgain,
    async say(said) {
      await world.push("main", { "notices.json": JSON.stringify(said) });
      await lookAgain();
    },
    issues: () => world.github.issuesOf(world.repository),
    asked: (from = 0) =>
      world.github.requests
        .slice(from)
        .filter(({ path }) => path.includes("/issues"))
        .map(({ method, path, status }) => ({ method, path, status })),
    pass(days) {
      passedMs += days * 24 * 60 * 60_000;
    },
  };
}
