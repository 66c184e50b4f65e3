import type { JudgedPath } from "../judge-paths.ts";
import type { ForeignPath } from "./actions.ts";

/** The paths of others that whoever acts may not change. */
export function foreignPaths(judged: readonly JudgedPath[]): readonly ForeignPath[] {
  return judged.flatMap(({ path, ownership: { owners, mode, source, id }, objections }): readonly ForeignPath[] => {
    const denied = objections.filter(({ kind }) => kind === "denied");
    if (denied.length === 0) return [];
    const requestable = denied.every(({ rule, actor }) => rule === "foreign-path" && actor.agent !== undefined);
    return [{ path, owners, mode, source: source === id ? source : `${source}:${id}`, requestable }];
  });
}
