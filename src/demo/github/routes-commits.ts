import { reachRepository } from "./access.ts";
import { verificationView } from "./commit-verification.ts";
import { gitOnce, isAncestor, resolveCommit } from "./git.ts";
import { pageOf } from "./pages-of.ts";
import { notFound } from "./refusal.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import { commitView, gitCommitView, readCommit } from "./view-commit.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import type { Repository } from "./world.ts";

/** GitHub lists at most this many commits of a pull request. */
const mostCommits = 250;

/** Commits by themselves, those of a pull request, and those between two, all read only. */
export const commitRoutes: Routes = {
  "git/get-commit": {
    needs: permission("contents", "read"),
    async handle(call, services) {
      const repository = reach(call, services);
      const sha = await resolveCommit(repository.directory, call.parameters["commit_sha"] ?? "");
      if (sha === undefined) throw notFound();
      const commit = await readCommit(repository, sha);
      const verification = await verificationView(repository, sha);
      return { status: 200, body: gitCommitView(services.world, repository, commit, verification) };
    },
  },
  "pulls/list-commits": {
    needs: permission("pull_requests", "read"),
    async handle(call, services) {
      const repository = reach(call, services);
      const pull = repository.pulls.get(numberParameter(call, "pull_number"));
      if (pull === undefined) throw notFound();
      const commits = await commitsBetween(repository, pull.baseSha, pull.headSha);
      const page = pageOf(call, commits.slice(0, mostCommits));
      return { status: 200, headers: page.headers, body: await views(services, repository, page.items) };
    },
  },
  "repos/compare-commits-with-basehead": {
    needs: permission("contents", "read"),
    async handle(call, services) {
      const { world } = services;
      const repository = reach(call, services);
      const { directory } = repository;
      const [from = "", to = ""] = (call.parameters["basehead"] ?? "").split("...");
      const [base, head] = [await resolveCommit(directory, from), await resolveCommit(directory, to)];
      if (base === undefined || head === undefined) throw notFound();
      const ahead = await commitsBetween(repository, base, head);
      const behind = await commitsBetween(repository, head, base);
      const page = pageOf(call, ahead);
      const address = `/compare/${base}...${head}`;
      const html = `${webUrlOf(world, repository)}${address}`;
      const mergeBase = await gitOnce(directory, "merge-base", base, head);
      const [baseCommit, mergeBaseCommit] = await views(services, repository, [base, mergeBase]);
      const body = {
        url: `${apiUrlOf(world, repository)}${address}`,
        ...{ html_url: html, permalink_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` },
        base_commit: baseCommit,
        merge_base_commit: mergeBaseCommit,
        status: await statusOf(directory, base, head),
        ...{ ahead_by: ahead.length, behind_by: behind.length, total_commits: ahead.length },
        commits: await views(services, repository, page.items),
      };
      return { status: 200, headers: page.headers, body };
    },
  },
};

function reach(call: Call, { world }: Services): Repository {
  return reachRepository(world, call.caller, repositoryName(call), "read");
}

/** Oldest first. */
async function commitsBetween(repository: Repository, base: string, head: string): Promise<readonly string[]> {
  const text = await gitOnce(repository.directory, "rev-list", "--topo-order", "--reverse", head, `^${base}`);
  return text.split("\n").filter((line) => line !== "");
}

async function statusOf(directory: string, base: string, head: string): Promise<string> {
  if (base === head) return "identical";
  if (await isAncestor(directory, base, head)) return "ahead";
  return (await isAncestor(directory, head, base)) ? "behind" : "diverged";
}

function views({ world }: Services, repository: Repository, commits: readonly string[]) {
  return Promise.all(commits.map(async (sha) => commitView(world, repository, await readCommit(repository, sha))));
}
