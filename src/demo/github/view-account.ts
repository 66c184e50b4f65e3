import {
  type AppRegistration,
  type Installation,
  type Permissions,
  timestamp,
  type User,
  type World,
} from "./world.ts";

/** GitHub's opaque id for its other API. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString("base64url");
}

/** GitHub's `simple-user`. */
export function userView(world: World, user: User) {
  const url = `${world.apiUrl}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("User", user.id),
    avatar_url: `${world.webUrl}/avatars/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${world.webUrl}/${encodeURIComponent(user.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    site_admin: false,
  };
}

/** GitHub's `integration`: the app as others see it. */
export function appView(world: World, app: AppRegistration) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId("App", app.id),
    owner: userView(world, app.owner),
    name: app.name,
    description: null,
    external_url: world.webUrl,
    html_url: `${world.webUrl}/apps/${app.slug}`,
    created_at: timestamp(app.createdAt),
    updated_at: timestamp(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

/** GitHub's `installation`. */
export function installationView(world: World, installation: Installation) {
  const { app } = world;
  const { account, suspended } = installation;
  return {
    id: installation.id,
    account: userView(world, account),
    repository_selection: "selected",
    access_tokens_url: `${world.apiUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.webUrl}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    client_id: app.clientId,
    target_id: account.id,
    target_type: account.type,
    permissions: grantable(app.permissions),
    events: app.events,
    created_at: timestamp(installation.createdAt),
    updated_at: timestamp(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspended === undefined ? null : userView(world, suspended.by),
    suspended_at: suspended === undefined ? null : timestamp(suspended.at),
  };
}

/** Reading metadata comes with every installation. */
export function grantable(permissions: Permissions): Permissions {
  return { metadata: "read", ...permissions };
}
