/** Which conditions of `exports` and `imports` hold. `types` comes last, because types import nothing at run time. */
const programs = ["source", "development", "module", "node", "default"];
const conditionsOf = {
  import: [new Set([...programs, "import"]), new Set(["types", "import", "node", "default"])],
  require: [new Set([...programs, "require"]), new Set(["types", "require", "node", "default"])],
} as const;

/** What people write has less of everything. */
const maxDepth = 20;
const maxTargets = 100;
const maxLength = 1_000;
const maxPatterns = 5_000;

/**
 * What `exports` or `imports` of a manifest offers for a key, such as `./feature` or `#internal`, the best first. Of
 * everything that would fit all is told, because the first may be built and so not be in the tree.
 */
export function targetsOf(field: unknown, key: string, kind: "import" | "require"): readonly string[] {
  const entry = entryOf(field, key);
  if (entry === undefined) return [];
  const targets: string[] = [];
  for (const conditions of conditionsOf[kind]) collect(entry.value, conditions, targets, 0);
  return [...new Set(targets)].map((target) => target.replaceAll("*", () => entry.matched));
}

interface Entry {
  readonly value: unknown;
  /** What `*` stands for. */
  readonly matched: string;
}

function entryOf(field: unknown, key: string): Entry | undefined {
  if (!isRecord(field)) return key === "." && field !== undefined ? { value: field, matched: "" } : undefined;
  const keys = Object.keys(field).slice(0, maxPatterns);
  if (!keys.some((name) => name.startsWith(".") || name.startsWith("#"))) {
    return key === "." ? { value: field, matched: "" } : undefined;
  }
  if (Object.hasOwn(field, key) && !key.includes("*")) return { value: field[key], matched: "" };
  const best = bestPattern(keys, key);
  return best === undefined ? undefined : { value: field[best.pattern], matched: best.matched };
}

/** The pattern with the longest text before its star wins. */
export function bestPattern(
  patterns: readonly string[],
  key: string,
): { readonly pattern: string; readonly matched: string } | undefined {
  let best: { readonly pattern: string; readonly matched: string } | undefined;
  let longest = -1;
  for (const pattern of patterns) {
    const star = pattern.indexOf("*");
    if (star === -1 || star <= longest) continue;
    const suffix = pattern.slice(star + 1);
    if (key.length < star + suffix.length || !key.startsWith(pattern.slice(0, star)) || !key.endsWith(suffix)) continue;
    best = { pattern, matched: key.slice(star, key.length - suffix.length) };
    longest = star;
  }
  return best;
}

function collect(value: unknown, conditions: ReadonlySet<string>, targets: string[], depth: number): void {
  if (depth > maxDepth || targets.length >= maxTargets) return;
  if (typeof value === "string" && value.length <= maxLength) targets.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, conditions, targets, depth + 1);
  else if (isRecord(value)) {
    for (const [condition, item] of Object.entries(value)) {
      if (conditions.has(condition)) collect(item, conditions, targets, depth + 1);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
