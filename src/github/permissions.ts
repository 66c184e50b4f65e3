import { z } from "zod";
import type { Account } from "../core/acting.ts";
import type { Permission } from "../core/actor.ts";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

/**
 * `permission` knows four levels. `role_name` and, for roles of the organization's own, `permissions` tell of the two between.
 * Source: docs.github.com, "Get repository permissions for a user".
 */
const Answer = z.object({
  permission: z.enum(["admin", "write", "read", "none"]),
  role_name: z.string(),
  user: z
    .object({
      id: z.int(),
      permissions: z.object({ triage: z.boolean().optional(), maintain: z.boolean().optional() }).optional(),
    })
    .nullable(),
});

/** What GitHub says now that the account may do. `none` for one that it does not know, and when the name is another's by now. */
export async function readPermission(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  { id, login }: Account,
): Promise<Permission> {
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    const { permission, role_name: role, user } = Answer.parse(data);
    if (user?.id !== id) return "none";
    if (permission === "write")
      return role === "maintain" || user.permissions?.maintain === true ? "maintain" : "write";
    return permission === "read" && (role === "triage" || user.permissions?.triage === true) ? "triage" : permission;
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return "none";
    throw error;
  }
}
