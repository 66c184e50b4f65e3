import { isPathName } from "../../../formats/imports/graph/expression.ts";
import type { Contract } from "./contract.ts";

/** What the names of a contract are: those of Python's modules, or paths of any language. */
export type Naming = "modules" | "paths";

/** What a contract says, or else what its names look like: one with a slash can only be a path. */
export function namingOf(contract: Contract): Naming {
  if (contract.names !== undefined) return contract.names;
  // Reasons are texts, and what tags allow are tags.
  const { name: _name, why: _why, allow: _allow, ignore, ...rules } = { allow: undefined, ...contract };
  const ignored = ignore.map((entry) => (typeof entry === "string" ? entry : entry.import));
  return hasPathName([rules, ignored]) ? "paths" : "modules";
}

function hasPathName(value: unknown): boolean {
  if (typeof value === "string") return value.split("->").some((side) => isPathName(side.trim()));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasPathName);
}
