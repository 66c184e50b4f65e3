import { z } from "zod";
import { reachRepository } from "./access.ts";
import type { Issue, PullRequest } from "./conversation-types.ts";
import { changeIssue, openIssue } from "./issues.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, Refusal, validationFailed } from "./refusal.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import { issueView, pullAsIssueView } from "./view-issue.ts";
import type { Repository } from "./world.ts";

const read = permission("issues", "read");
const write = permission("issues", "write");

/** GitHub's limits, which its description does not name. */
const maxTitle = 256;
const maxBody = 65_536;

const IssueBody = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]).optional(),
  state_reason: z.string().nullish(),
});

/** Issues; a pull request is listed as one, too. */
export const issueRoutes: Routes = {
  "issues/list-for-repo": {
    needs: read,
    handle(call, services) {
      const repository = reach(call, services, "read");
      const page = pageOf(call, selected(call, repository));
      return {
        status: 200,
        headers: page.headers,
        body: page.items.map((item) =>
          "repository" in item ? pullAsIssueView(services.world, item) : issueView(services.world, repository, item),
        ),
      };
    },
  },
  "issues/create": {
    needs: write,
    handle(call, services) {
      const { world } = services;
      const repository = withIssues(reach(call, services, "write"));
      const { title = "", body } = checked(call.body);
      const issue = openIssue(world, repository, { author: world.app.bot, viaApp: true, title, body: body ?? "" });
      return { status: 201, body: issueView(world, repository, issue) };
    },
  },
  "issues/get": {
    needs: read,
    handle(call, services) {
      const repository = withIssues(reach(call, services, "read"));
      return { status: 200, body: issueView(services.world, repository, issueNamed(call, repository)) };
    },
  },
  "issues/update": {
    needs: write,
    handle(call, services) {
      const repository = withIssues(reach(call, services, "write"));
      const issue = issueNamed(call, repository);
      const { title, body, state, state_reason: stateReason } = checked(call.body);
      changeIssue(services.world, issue, {
        title,
        body: body === null ? "" : body,
        state,
        stateReason: stateReason ?? undefined,
      });
      return { status: 200, body: issueView(services.world, repository, issue) };
    },
  },
};

function reach(call: Call, { world }: Services, level: "read" | "write"): Repository {
  return reachRepository(world, call.caller, repositoryName(call), level);
}

function withIssues(repository: Repository): Repository {
  if (!repository.hasIssues) throw new Refusal(410, "Issues has been disabled in this repository.");
  return repository;
}

function issueNamed(call: Call, repository: Repository): Issue {
  const number = numberParameter(call, "issue_number");
  const issue = repository.issues.get(number);
  if (issue !== undefined) return issue;
  // A number that was given, and leads nowhere any more.
  if (number <= repository.lastNumber && !repository.pulls.has(number))
    throw new Refusal(410, "This issue was deleted");
  throw notFound();
}

function checked(body: unknown): z.infer<typeof IssueBody> {
  const parsed = IssueBody.parse(body);
  if (parsed.title !== undefined) requireLength("title", parsed.title, 1, maxTitle);
  requireLength("body", parsed.body ?? "", 0, maxBody);
  return parsed;
}

function requireLength(field: string, text: string, least: number, most: number): void {
  if (text.length >= least && text.length <= most) return;
  const message = `${field} must have ${least} to ${most} characters`;
  throw validationFailed({ resource: "Issue", code: "custom", field, message });
}

/** The newest first. Where issues are switched off, pull requests are left. */
function selected(call: Call, repository: Repository): readonly (Issue | PullRequest)[] {
  const state = call.query.get("state") ?? "open";
  const creator = call.query.get("creator");
  const issues = repository.hasIssues ? [...repository.issues.values()] : [];
  return [...issues, ...repository.pulls.values()]
    .filter((item) => state === "all" || item.state === state)
    .filter((item) => creator === null || item.author.login === creator)
    .toSorted((a, b) => b.number - a.number);
}
