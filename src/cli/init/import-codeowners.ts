import { badUsage } from "../../core/bad-usage.ts";
import type { CodeownersRule } from "../../formats/ownership/codeowners.ts";

/** People as a map names them, and the rules that a CODEOWNERS file becomes. */
export interface ImportedOwners {
  /** Accounts, teams and addresses by the names that people can change. */
  readonly people: ReadonlyMap<string, string>;
  readonly rules: readonly ImportedRule[];
}

export interface ImportedRule {
  readonly id: string;
  readonly paths: readonly string[];
  /** Without owners, the paths are nobody's. */
  readonly owners: readonly string[];
}

/** As many as a map takes. */
const maxRules = 500;
const maxPathsOfRule = 500;
const maxOwners = 20;

/** Lines that follow each other and have the same owners become one rule, so that what counts stays what counted. */
export function importCodeowners(lines: readonly CodeownersRule[]): ImportedOwners {
  const people = new Map<string, string>();
  const nameOf = new Map<string, string>();
  const named = (owner: string) => {
    const name = nameOf.get(owner.toLowerCase()) ?? freeName(plainName(owner), people);
    nameOf.set(owner.toLowerCase(), name);
    if (!people.has(name)) people.set(name, owner);
    return name;
  };
  const rules: { id: string; paths: string[]; owners: readonly string[] }[] = [];
  for (const { line, pattern, owners } of lines) {
    const names = [...new Set(owners.slice(0, maxOwners).map(named))];
    const last = rules.at(-1);
    const isSame =
      last !== undefined && last.owners.join(" ") === names.join(" ") && last.paths.length < maxPathsOfRule;
    if (isSame) last.paths.push(pattern.text);
    else rules.push({ id: `codeowners-${line}`, paths: [pattern.text], owners: names });
  }
  if (rules.length <= maxRules) return { people, rules };
  const message = `The CODEOWNERS file comes to ${rules.length} rules, and a map has at most ${maxRules}. Sort its lines by owner first, or begin without it.`;
  throw badUsage(message);
}

/** `@octo/docs-team` is docs-team, `ada@example.com` is ada. */
function plainName(owner: string): string {
  const [account = ""] = owner.replace(/^@/, "").split("@");
  const name = account.slice(account.lastIndexOf("/") + 1).replace(/[^a-z\d._-]+/gi, "-");
  const trimmed = name.slice(0, 40).replace(/^[._-]+|[._-]+$/g, "");
  return trimmed === "" || trimmed === "humans" ? "owner" : trimmed;
}

function freeName(wanted: string, taken: ReadonlyMap<string, string>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(name)) return name;
  }
}
