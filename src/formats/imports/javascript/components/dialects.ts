/** A tag that opens an element, or is one by itself. */
export interface Tag {
  readonly name: string;
  /** The first of each name. Those that have no value have an empty one. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly closesItself: boolean;
  readonly start: number;
}

export interface Attribute {
  readonly value: string;
  /** Where the value begins. */
  readonly start: number;
}

/** How the files of one framework are written. */
export interface Dialect {
  /** Where `{` opens an expression: between tags and in them, also within the quotes of an attribute, or nowhere. */
  readonly braces: "nowhere" | "outside-quotes" | "everywhere";
  /** A program between two lines of `---` that the file begins with. */
  readonly frontMatter: boolean;
  /** Whether what the element has in it is text up to its closing tag. `depth` is the number of elements around it. */
  isRaw(tag: Tag, depth: number): boolean;
  /** Whether the element is a block that the compiler takes out: what it loads and, of a script, what it imports. */
  isBlock(tag: Tag, depth: number): boolean;
}

/** At the top every block is text, and only the template is markup, unless it is written in another language. */
export const vue: Dialect = {
  braces: "nowhere",
  frontMatter: false,
  isRaw: (tag, depth) =>
    depth === 0
      ? tag.name !== "template" || (attributeOf(tag, "lang") ?? "html") !== "html"
      : /^(script|style|textarea|title)$/.test(tag.name),
  isBlock: (_tag, depth) => depth === 0,
};

/** Scripts and styles at the top are the component's, others are elements of the page. */
export const svelte: Dialect = {
  braces: "everywhere",
  frontMatter: false,
  isRaw: ({ name }) => /^(script|style|textarea)$/.test(name),
  isBlock: ({ name }, depth) => depth === 0 && (name === "script" || name === "style"),
};

/** Scripts anywhere are bundled, unless they have any other attribute than `src`. */
export const astro: Dialect = {
  braces: "outside-quotes",
  frontMatter: true,
  isRaw: ({ name, attributes }) => /^(script|style|textarea)$/.test(name) || attributes.has("is:raw"),
  isBlock: ({ name, attributes }) => name === "script" && [...attributes.keys()].every((key) => key === "src"),
};

export function attributeOf({ attributes }: Tag, name: string): string | undefined {
  return attributes.get(name)?.value;
}
