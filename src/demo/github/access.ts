import { randomBytes } from "node:crypto";
import { looksLikeAppToken, undecodable, verifyAppToken } from "./app-token.ts";
import { findRepository } from "./look-up.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Installation, InstallationToken, Permissions, Repository, World } from "./world.ts";

/** Who calls. */
export type Caller =
  | { readonly kind: "nobody" }
  | { readonly kind: "app" }
  | { readonly kind: "installation"; readonly installation: Installation; readonly token: InstallationToken };

/** What an operation needs: the app itself, an installation with a permission, or nothing. */
export type Need =
  | { readonly kind: "none" }
  | { readonly kind: "app" }
  | { readonly kind: "installation" }
  | { readonly kind: "permission"; readonly name: string; readonly level: "read" | "write" };

/** Who stands behind an Authorization header. Throws GitHub's 401 and 403. */
export function authenticate(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: "nobody" };
  const token = /^(?:bearer|token) +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw badCredentials();
  if (!looksLikeAppToken(token)) return installationCaller(world, token);
  verifyAppToken(world.app, token, world.clock());
  return { kind: "app" };
}

/** Who stands behind an installation token. */
export function installationCaller(world: World, text: string): Caller & { readonly kind: "installation" } {
  const token = world.tokens.get(text);
  const installation = token === undefined ? undefined : world.installations.get(token.installationId);
  if (token === undefined || installation === undefined || token.expiresAt <= world.clock()) throw badCredentials();
  if (installation.suspended !== undefined) throw new Refusal(403, "This installation has been suspended");
  return { kind: "installation", installation, token };
}

function badCredentials(): Refusal {
  return new Refusal(401, "Bad credentials");
}

/** Throws GitHub's refusal unless the caller may do this kind of thing at all. */
export function requireAccess(caller: Caller, need: Need): void {
  switch (need.kind) {
    case "none":
      return;
    case "app":
      if (caller.kind !== "app") throw undecodable();
      return;
    case "installation":
      requireInstallation(caller);
      return;
    case "permission":
      if (!allows(requireInstallation(caller).token.permissions, need.name, need.level)) throw notAccessible();
      return;
  }
}

export function requireInstallation(caller: Caller): Caller & { readonly kind: "installation" } {
  if (caller.kind === "nobody") throw new Refusal(401, "Requires authentication");
  if (caller.kind === "app") throw badCredentials();
  return caller;
}

export function notAccessible(): Refusal {
  return new Refusal(403, "Resource not accessible by integration");
}

export function allows(permissions: Permissions, name: string, level: "read" | "write"): boolean {
  const granted = permissions[name];
  // Every token may read metadata.
  if (name === "metadata" && level === "read") return true;
  return granted === "write" || (granted === "read" && level === "read");
}

/**
 * The repository of a call. One that the token does not reach is 404 when it is private; a public one can be
 * read by anybody and is 403 for writes.
 */
export function reachRepository(
  world: World,
  caller: Caller,
  name: { readonly owner: string; readonly repo: string },
  level: "read" | "write",
): Repository {
  const repository = findRepository(world, name.owner, name.repo);
  if (repository === undefined) throw notFound();
  if (caller.kind === "app" || reaches(caller, repository)) return repository;
  if (repository.private) throw notFound();
  if (level === "write") throw notAccessible();
  return repository;
}

export function reaches(caller: Caller, repository: Repository): boolean {
  if (caller.kind !== "installation") return false;
  if (!caller.installation.repositories.has(repository.id)) return false;
  return caller.token.repositoryIds?.has(repository.id) ?? true;
}

/** GitHub's newer token format: longer than 40 characters, with dots inside. */
export function newTokenText(appId: number): string {
  const part = (bytes: number) => randomBytes(bytes).toString("base64url");
  return `ghs_${appId}_${part(27)}.${part(90)}.${part(64)}`;
}
