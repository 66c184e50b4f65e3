import { reachRepository } from "./access.ts";
import { changedFiles } from "./changed-files.ts";
import type { PullRequest } from "./conversation-types.ts";
import { fileView, readFile } from "./file-content.ts";
import { gitOnce, isAncestor, resolveCommit } from "./git.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, Refusal, validationFailed } from "./refusal.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import { activityView } from "./view-activity.ts";
import { commitView, readCommit } from "./view-commit.ts";
import { fullPullView, pullView } from "./view-pull.ts";
import { apiUrlOf, fullRepositoryView, webUrlOf } from "./view-repository.ts";
import type { Activity, Repository } from "./world.ts";

/** Repositories, branches and pull requests, all read only. */
export const repositoryRoutes: Routes = {
  "repos/get": {
    needs: permission("metadata", "read"),
    handle: (call, services) => ({ status: 200, body: fullRepositoryView(services.world, readable(call, services)) }),
  },
  "repos/get-branch": {
    needs: permission("contents", "read"),
    async handle(call, services) {
      const { world } = services;
      const repository = readable(call, services);
      const name = call.parameters["branch"] ?? "";
      const sha = await resolveCommit(repository.directory, `heads/${name}`);
      if (sha === undefined) throw new Refusal(404, "Branch not found");
      const url = `${apiUrlOf(world, repository)}/branches/${encodeURIComponent(name)}`;
      return {
        status: 200,
        body: {
          name,
          commit: await commitView(world, repository, await readCommit(repository, sha)),
          _links: { self: url, html: `${webUrlOf(world, repository)}/tree/${encodeURI(name)}` },
          protected: false,
          protection: { enabled: false },
          protection_url: `${url}/protection`,
        },
      };
    },
  },
  "repos/get-content": {
    needs: permission("contents", "read"),
    async handle(call, services) {
      const repository = readable(call, services);
      const path = call.parameters["path"] ?? "";
      const file = await readFile(repository, call.query.get("ref") ?? repository.defaultBranch, path);
      if (file === undefined) throw notFound();
      return { status: 200, body: fileView(services.world, repository, path, file) };
    },
  },
  "repos/list-activities": {
    needs: permission("contents", "read"),
    handle(call, services) {
      const page = pageOf(call, selectedActivities(call, readable(call, services)));
      return {
        status: 200,
        headers: page.headers,
        body: page.items.map((activity) => activityView(services.world, activity)),
      };
    },
  },
  "pulls/list": {
    needs: permission("pull_requests", "read"),
    handle(call, services) {
      const page = pageOf(call, selectedPulls(call, readable(call, services)));
      return { status: 200, headers: page.headers, body: page.items.map((pull) => pullView(services.world, pull)) };
    },
  },
  "pulls/get": {
    needs: permission("pull_requests", "read"),
    handle: async (call, services) => ({
      status: 200,
      body: await fullPullView(services.world, pullNamed(call, readable(call, services))),
    }),
  },
  "pulls/list-files": {
    needs: permission("pull_requests", "read"),
    async handle(call, services) {
      const files = await changedFiles(services.world, pullNamed(call, readable(call, services)));
      const page = pageOf(call, files);
      return { status: 200, headers: page.headers, body: page.items };
    },
  },
  "repos/list-pull-requests-associated-with-commit": {
    needs: permission("pull_requests", "read"),
    async handle(call, services) {
      const repository = readable(call, services);
      const page = pageOf(call, await pullsWith(repository, call.parameters["commit_sha"] ?? ""));
      return { status: 200, headers: page.headers, body: page.items.map((pull) => pullView(services.world, pull)) };
    },
  },
};

function readable(call: Call, { world }: Services): Repository {
  return reachRepository(world, call.caller, repositoryName(call), "read");
}

function pullNamed(call: Call, repository: Repository): PullRequest {
  const pull = repository.pulls.get(numberParameter(call, "pull_number"));
  if (pull === undefined) throw notFound();
  return pull;
}

/** GitHub takes a branch by its short name or its whole one. */
function selectedActivities(call: Call, { activities }: Repository): readonly Activity[] {
  const ref = call.query.get("ref")?.replace(/^refs\/heads\//, "");
  const chosen = activities.filter(({ branch }) => ref === undefined || branch === ref);
  return call.query.get("direction") === "asc" ? chosen : chosen.toReversed();
}

function selectedPulls(call: Call, repository: Repository): readonly PullRequest[] {
  const query = (name: string) => call.query.get(name);
  const state = query("state") ?? "open";
  const sort = query("sort") ?? "created";
  // GitHub: descending when sorted by creation or not told, else ascending.
  const descending = (query("direction") ?? (sort === "created" ? "desc" : "asc")) === "desc";
  const head = query("head");
  const base = query("base");
  const key = (pull: PullRequest) => (sort === "updated" ? pull.updatedAt : pull.createdAt);
  return [...repository.pulls.values()]
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => base === null || pull.baseRef === base)
    .filter((pull) => head === null || `${pull.headRepository.owner.login}:${pull.headRef}` === head)
    .sort((a, b) => (descending ? -1 : 1) * (key(a) - key(b) || a.number - b.number));
}

/** Open pull requests that contain the commit, or the merged one that brought it to the default branch. */
async function pullsWith(repository: Repository, ref: string): Promise<readonly PullRequest[]> {
  const { directory } = repository;
  const sha = await resolveCommit(directory, ref);
  if (sha === undefined) {
    throw validationFailed({
      resource: "Commit",
      code: "custom",
      field: "sha",
      message: `No commit found for SHA: ${ref}`,
    });
  }
  const tip = await resolveCommit(directory, `heads/${repository.defaultBranch}`);
  const onDefault = tip !== undefined && (await isAncestor(directory, sha, tip));
  const found: PullRequest[] = [];
  for (const pull of repository.pulls.values()) {
    if (onDefault !== (pull.merged !== undefined)) continue;
    const own = await gitOnce(directory, "rev-list", pull.headSha, "--not", pull.baseSha);
    if (own.split("\n").includes(sha)) found.push(pull);
  }
  return found;
}
