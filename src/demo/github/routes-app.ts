import { z } from "zod";
import { allows, newTokenText, reaches, requireInstallation } from "./access.ts";
import { findRepository, installationOf } from "./look-up.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, Refusal } from "./refusal.ts";
import { type Call, numberParameter, type Routes, repositoryName } from "./route.ts";
import { appView, grantable, installationView } from "./view-account.ts";
import { repositoryView } from "./view-repository.ts";
import type { Installation, Permissions, Repository, World } from "./world.ts";

const TokenBody = z
  .object({
    repositories: z.array(z.string()).optional(),
    repository_ids: z.array(z.int()).optional(),
    permissions: z.record(z.string(), z.string()).optional(),
  })
  .optional();

/** The app, its installations and their tokens. */
export const appRoutes: Routes = {
  "apps/get-authenticated": {
    needs: { kind: "app" },
    handle: (_call, { world }) => ({
      status: 200,
      body: { ...appView(world, world.app), installations_count: world.installations.size },
    }),
  },
  "apps/list-installations": {
    needs: { kind: "app" },
    handle(call, { world }) {
      const page = pageOf(call, [...world.installations.values()]);
      return {
        status: 200,
        headers: page.headers,
        body: page.items.map((installation) => installationView(world, installation)),
      };
    },
  },
  "apps/get-installation": {
    needs: { kind: "app" },
    handle: (call, { world }) => ({ status: 200, body: installationView(world, installationNamed(world, call)) }),
  },
  "apps/get-repo-installation": {
    needs: { kind: "app" },
    handle(call, { world }) {
      const { owner, repo } = repositoryName(call);
      const repository = findRepository(world, owner, repo);
      const installation = repository === undefined ? undefined : installationOf(world, repository);
      if (installation === undefined) throw notFound();
      return { status: 200, body: installationView(world, installation) };
    },
  },
  "apps/create-installation-access-token": {
    needs: { kind: "app" },
    handle: (call, { world }) => ({ status: 201, body: createToken(world, installationNamed(world, call), call.body) }),
  },
  "apps/list-repos-accessible-to-installation": {
    needs: { kind: "installation" },
    handle(call, { world }) {
      const caller = requireInstallation(call.caller);
      const all = [...world.repositories.values()].filter((repository) => reaches(caller, repository));
      const page = pageOf(call, all);
      const repositories = page.items.map((repository) => repositoryView(world, repository));
      return {
        status: 200,
        headers: page.headers,
        body: { total_count: all.length, repository_selection: "selected", repositories },
      };
    },
  },
};

function installationNamed(world: World, call: Call): Installation {
  const installation = world.installations.get(numberParameter(call, "installation_id"));
  if (installation === undefined) throw notFound();
  return installation;
}

function createToken(world: World, installation: Installation, body: unknown) {
  if (installation.suspended !== undefined) throw new Refusal(403, "This installation has been suspended");
  const wanted = TokenBody.parse(body) ?? {};
  const permissions = narrowed(grantable(world.app.permissions), wanted.permissions);
  const repositories = chosen(world, installation, wanted);
  const text = newTokenText(world.app.id);
  const expiresAt = world.clock() + world.tokenLifetimeMs;
  world.tokens.set(text, {
    installationId: installation.id,
    permissions,
    repositoryIds: repositories === undefined ? undefined : new Set(repositories.map(({ id }) => id)),
    expiresAt,
  });
  return {
    token: text,
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, "Z"),
    permissions,
    repository_selection: "selected",
    ...(repositories === undefined
      ? {}
      : { repositories: repositories.map((repository) => repositoryView(world, repository)) }),
  };
}

/** A token may have less than its installation, never more. */
function narrowed(granted: Permissions, wanted: Permissions | undefined): Permissions {
  if (wanted === undefined) return granted;
  for (const [name, level] of Object.entries(wanted)) {
    if (!allows(granted, name, level === "read" ? "read" : "write")) {
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
    }
  }
  return grantable(wanted);
}

function chosen(
  world: World,
  installation: Installation,
  wanted: {
    readonly repositories?: readonly string[] | undefined;
    readonly repository_ids?: readonly number[] | undefined;
  },
): readonly Repository[] | undefined {
  if (wanted.repositories === undefined && wanted.repository_ids === undefined) return undefined;
  const all = [...installation.repositories]
    .map((id) => world.repositories.get(id))
    .filter((each) => each !== undefined);
  const found = [
    ...(wanted.repository_ids ?? []).map((id) => all.find((repository) => repository.id === id)),
    ...(wanted.repositories ?? []).map((name) => all.find((repository) => repository.name === name)),
  ];
  const known = found.filter((repository) => repository !== undefined);
  if (known.length < found.length) {
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return known;
}
