import type { Repository, User } from "./world.ts";

/** What somebody may do in a repository, from least to most. Source: docs.github.com, "Repository roles for an organization". */
const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

/** Whoever owns it may do everything; anybody may read what is public. */
export function roleOf(repository: Repository, user: User): Role {
  if (user === repository.owner) return "admin";
  return repository.roles.get(user.id) ?? (repository.private ? "none" : "read");
}

/** The four levels that there were before there were roles between them. */
export function legacyPermission(role: Role): "none" | "read" | "write" | "admin" {
  if (role === "maintain") return "write";
  return role === "triage" ? "read" : role;
}

export function hasRole(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

export function associationOf(repository: Repository, user: User): "OWNER" | "COLLABORATOR" | "NONE" {
  if (user === repository.owner) return "OWNER";
  return repository.roles.has(user.id) ? "COLLABORATOR" : "NONE";
}
