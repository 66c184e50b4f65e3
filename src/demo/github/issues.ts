import type { Issue } from "./conversation-types.ts";
import type { Repository, User, World } from "./world.ts";

interface NewIssue {
  readonly author: User;
  readonly viaApp: boolean;
  readonly title: string;
  readonly body: string;
}

export function openIssue(world: World, repository: Repository, about: NewIssue): Issue {
  const now = world.clock();
  const issue: Issue = {
    ...about,
    id: world.nextId(),
    number: repository.lastNumber + 1,
    state: "open",
    stateReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
  };
  repository.lastNumber = issue.number;
  repository.issues.set(issue.number, issue);
  return issue;
}

interface IssueChange {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly stateReason?: string | undefined;
}

export function changeIssue(world: World, issue: Issue, { title, body, state, stateReason }: IssueChange): void {
  if (title !== undefined) issue.title = title;
  if (body !== undefined) issue.body = body;
  issue.updatedAt = world.clock();
  if (state === undefined || state === issue.state) return;
  issue.state = state;
  issue.closedAt = state === "closed" ? issue.updatedAt : undefined;
  issue.stateReason = stateReason ?? (state === "closed" ? "completed" : "reopened");
}
