/** How a parameter takes its argument. `rest` gathers what is left by position, `keyword-rest` by name. */
type ParameterKind = "positional-only" | "positional" | "keyword-only" | "rest" | "keyword-rest";

export interface Parameter {
  /** Empty for one that is taken apart on the spot, as `{ a, b }` of JavaScript. */
  readonly name: string;
  readonly kind: ParameterKind;
  /** A call that leaves it out fails. */
  readonly required: boolean;
}

type DefinitionKind = "function" | "class" | "type";

/** A named function, method, class or type of a file. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** With the names of what it is in: `Class.method`. Two may have the same, as under `if` and `else`. */
  readonly qualifiedName: string;
  /** Where the definition begins, with its decorators, and ends. 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Of functions. */
  readonly parameters: readonly Parameter[] | undefined;
  /** Tells apart what stands behind the name, parameters and body; equal texts, whatever their space, have equal ones. */
  readonly fingerprint: number;
}

/** A place where a name stands for something that is defined elsewhere. */
export interface Use {
  readonly name: string;
  readonly line: number;
  /** Behind a dot: an attribute, a property or a method. */
  readonly member: boolean;
  /** Before an opening parenthesis. */
  readonly called: boolean;
}

/** What a file defines and which names it uses, in the order of the text. */
export interface FileDefinitions {
  readonly definitions: readonly Definition[];
  readonly uses: readonly Use[];
  /** Names that get a value by an assignment or a loop, so that something of the name is there. */
  readonly assigned: ReadonlySet<string>;
  /** False when the file cannot be read to its end as its language, or holds more than is kept. */
  readonly complete: boolean;
}

export const limits = { definitions: 20_000, uses: 300_000, depth: 200 } as const;
