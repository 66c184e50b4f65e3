import { badUsage } from "../../core/bad-usage.ts";
import type { Scene } from "./actions.ts";
import type { Issue } from "./conversation-types.ts";
import { changeIssue, openIssue } from "./issues.ts";
import { userNamed } from "./look-up.ts";
import type { StandIn } from "./stand-in-types.ts";
import type { Repository } from "./world.ts";

type IssueActions = Pick<StandIn, "issuesOf" | "openIssue" | "closeIssue" | "deleteIssue" | "switchIssues">;

/** What people do with issues. No webhook tells of it: the app does not subscribe to any. */
export function issueActions({ world, stored }: Scene): IssueActions {
  return {
    issuesOf: (repository) =>
      [...stored(repository).issues.values()].map(({ number, author, title, body, state, stateReason }) => {
        return { number, author: author.login, title, body, state, stateReason };
      }),
    openIssue: (repository, { author, title, body }) =>
      openIssue(world, stored(repository), { author: userNamed(world, author), viaApp: false, title, body }),
    closeIssue: (repository, number) =>
      changeIssue(world, issueWith(stored(repository), number), { state: "closed", stateReason: "not_planned" }),
    deleteIssue(repository, number) {
      stored(repository).issues.delete(issueWith(stored(repository), number).number);
    },
    switchIssues(repository, on) {
      stored(repository).hasIssues = on;
    },
  };
}

function issueWith(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (issue === undefined) throw badUsage(`There is no issue ${number}.`);
  return issue;
}
