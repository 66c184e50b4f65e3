import type { StandInWorkflowRun } from "../../../src/demo/github/stand-in-types.ts";
import { zipOf } from "../../archives/zip-bytes.ts";
import { lcov } from "../../gates/coverage/support.ts";
import { ci, type GateStory, openGateStory, type StoryOptions } from "./gate-story.ts";
import type { Files } from "./story-files.ts";

/** Reports by artifact: hits by line of each file, as `1:1 2:0`. */
export type Reports = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Two files of code and the workflow that measures them. */
const startFiles: Files = {
  "core/a.py": "one()\ntwo()\n",
  "core/b.py": "first()\nsecond()\n",
  [ci]: "on: [push, pull_request]\n",
};

export type CoverageStory = GateStory<Reports>;

/** A repository that the coverage gate guards with these settings. Dispose of its world. */
export function openCoverageStory(settings: object, options: StoryOptions = {}): Promise<CoverageStory> {
  return openGateStory("coverage", settings, upload, { ...options, files: { ...startFiles, ...options.files } });
}

/** One artifact a name, with a report in LCOV in it. */
export async function upload(run: StandInWorkflowRun, reports: Reports): Promise<void> {
  for (const [artifact, files] of Object.entries(reports)) {
    await run.uploadArtifact(artifact, zipOf([{ name: "lcov.info", content: lcov(files) }]));
  }
}

/** A new attempt of the run, which uploads these reports and ends well. */
export async function rerunWith(run: StandInWorkflowRun, reports: Reports): Promise<void> {
  await run.rerun();
  await run.begin();
  await upload(run, reports);
  await run.complete("success");
}
