import { nodeId, userView } from "./view-account.ts";
import { fullName, type Repository, timestamp, type World } from "./world.ts";

export function apiUrlOf(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${fullName(repository)}`;
}

export function webUrlOf(world: World, repository: Repository): string {
  return `${world.webUrl}/${fullName(repository)}`;
}

/** Links that are the repository's API address and a fixed end. */
const links = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
} as const;

/** GitHub's `repository`, as lists, pull requests and webhooks carry it. */
export function repositoryView(world: World, repository: Repository) {
  const api = apiUrlOf(world, repository);
  const web = webUrlOf(world, repository);
  const forks = [...world.repositories.values()].filter(({ forkOf }) => forkOf === repository).length;
  const openIssues = [...repository.pulls.values(), ...repository.issues.values()].filter(
    ({ state }) => state === "open",
  ).length;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    owner: userView(world, repository.owner),
    private: repository.private,
    html_url: web,
    description: null,
    fork: repository.forkOf !== undefined,
    url: api,
    ...Object.fromEntries(Object.entries(links).map(([name, end]) => [name, `${api}${end}`])),
    git_url: `git://${new URL(web).host}/${fullName(repository)}.git`,
    ssh_url: `git@${new URL(web).hostname}:${fullName(repository)}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks,
    forks_count: forks,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues: openIssues,
    open_issues_count: openIssues,
    is_template: false,
    topics: [],
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.private ? "private" : "public",
    pushed_at: timestamp(repository.pushedAt),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.pushedAt),
    allow_forking: true,
    web_commit_signoff_required: false,
  };
}

/** GitHub's `full-repository`. */
export function fullRepositoryView(world: World, repository: Repository) {
  const view = repositoryView(world, repository);
  const parent = repository.forkOf;
  const parentView = parent === undefined ? undefined : repositoryView(world, parent);
  return {
    ...view,
    subscribers_count: 0,
    network_count: view.forks_count,
    ...(parentView === undefined ? {} : { parent: parentView, source: parentView }),
  };
}
