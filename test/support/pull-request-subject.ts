import type { Subject } from "../../src/core/subject.ts";

type PullRequest = Extract<Subject, { kind: "pull-request" }>;

/** Pull request 7 of a person, from `topic` into `main`. */
export function pullRequest(about: Partial<PullRequest> = {}): PullRequest {
  return {
    kind: "pull-request",
    number: 7,
    title: "A change",
    author: "someone",
    labels: [],
    baseRef: "main",
    headRef: "topic",
    fromFork: false,
    ...about,
  };
}
