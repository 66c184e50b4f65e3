import { hasWildcard, moduleExpression, objectionToModule } from "./expression.ts";

/** One level of a layered architecture, and the modules that share it. */
export interface Layer {
  /** Whether they must not import each other: `a | b`, but not `a : b`. */
  readonly independent: boolean;
  readonly modules: readonly LayerModule[];
}

interface LayerModule {
  /** Below the container, where there is one. */
  readonly name: string;
  /** `(a)`: it need not exist. */
  readonly optional: boolean;
}

/** What is wrong with a layer as it is written: `a`, `(a)`, `a | b` or `a : b`. */
export function objectionToLayer(text: string, objectionTo = objectionToModule): string | undefined {
  if (text.includes("|") && text.includes(":")) return "Use either `|` or `:` in one layer, not both";
  for (const { name } of layerOf(text).modules) {
    const objection = objectionTo(name);
    if (objection !== undefined) return objection;
    if (hasWildcard(moduleExpression(name))) return "Layers have no wildcards; `containers` may have them";
  }
  return undefined;
}

/** Of a text without objection. */
export function layerOf(text: string): Layer {
  const independent = !text.includes(":");
  const modules = text.split(independent ? "|" : ":").map((item) => {
    const name = item.trim();
    const optional = name.startsWith("(") && name.endsWith(")");
    return { name: optional ? name.slice(1, -1).trim() : name, optional };
  });
  return { independent, modules };
}
