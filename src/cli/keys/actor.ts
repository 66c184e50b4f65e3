import { badUsage } from "../../core/bad-usage.ts";
import type { Terminal } from "../terminal.ts";

/** Who the audit log says it was: as given, or else as a workflow or the system calls the user. A claim, and no proof. */
export function actorOf(given: string | undefined, { env }: Pick<Terminal, "env">): string {
  const actor = [given, env["GITHUB_ACTOR"], env["USER"], env["LOGNAME"]].find((name) => (name ?? "") !== "");
  if (actor !== undefined && /^[^\p{C}]{1,200}$/u.test(actor)) return actor;
  const message =
    "Say with --actor who you are, in at most 200 visible characters: the audit log has to name somebody.";
  throw badUsage(message);
}
