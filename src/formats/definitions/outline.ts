import { type Definition, type FileDefinitions, limits, type Use } from "./definitions.ts";
import { addToken, noFingerprint } from "./fingerprint.ts";

/** A definition whose end is still to come. */
interface OpenDefinition {
  readonly definition: Omit<Definition, "lastLine" | "fingerprint" | "parameters">;
  parameters: Definition["parameters"];
  fingerprint: number;
  /** In which depth or column it stands, as its language has it. */
  readonly level: number;
}

/** Gathers what a reader finds. Keeps account of what is open, so that names are qualified and bodies are told apart. */
export interface Outline {
  readonly open: readonly OpenDefinition[];
  begin(
    definition: Pick<Definition, "kind" | "name" | "firstLine">,
    level: number,
    parameters?: Definition["parameters"],
  ): void;
  /** Ends the innermost one. */
  end(lastLine: number): void;
  token(text: string): void;
  use(use: Use): void;
  assign(name: string): void;
  fail(): void;
  finish(): FileDefinitions;
}

/** Longer ones are nobody's. */
const maxNameLength = 2_000;

export function startOutline(): Outline {
  const open: OpenDefinition[] = [];
  const definitions: (Definition & { readonly order: number })[] = [];
  const uses: Use[] = [];
  const assigned = new Set<string>();
  let complete = true;
  let begun = 0;
  const orders = new WeakMap<OpenDefinition, number>();
  return {
    open,
    begin({ kind, name, firstLine }, level, parameters) {
      const parent = open.at(-1)?.definition.qualifiedName;
      const qualifiedName = parent === undefined ? name : `${parent}.${name}`;
      const started = {
        definition: { kind, name, qualifiedName, firstLine },
        parameters,
        fingerprint: noFingerprint,
        level,
      };
      if (open.length >= limits.depth || begun >= limits.definitions || qualifiedName.length > maxNameLength) {
        complete = false;
        return;
      }
      orders.set(started, begun);
      begun += 1;
      open.push(started);
    },
    end(lastLine) {
      const ended = open.pop();
      if (ended === undefined) return;
      const { definition, parameters, fingerprint } = ended;
      definitions.push({ ...definition, lastLine, parameters, fingerprint, order: orders.get(ended) ?? 0 });
    },
    token(text) {
      for (const each of open) each.fingerprint = addToken(each.fingerprint, text);
    },
    use(use) {
      if (uses.length < limits.uses) uses.push(use);
      else complete = false;
    },
    assign(name) {
      if (assigned.size < limits.uses) assigned.add(name);
    },
    fail() {
      complete = false;
    },
    finish() {
      const sorted = definitions.toSorted((left, right) => left.order - right.order);
      return { definitions: sorted.map(({ order, ...definition }) => definition), uses, assigned, complete };
    },
  };
}
