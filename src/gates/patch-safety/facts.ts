import { z } from "zod";
import { patchLanguages } from "../../formats/patches/languages.ts";
import { kindNames, PatchRule } from "./rule-settings.ts";

const Definition = z.strictObject({
  name: z.string(),
  qualifiedName: z.string(),
  firstLine: z.int(),
  fingerprint: z.int(),
});

const Import = z.strictObject({
  module: z.string(),
  name: z.string().optional(),
  line: z.int(),
  dynamic: z.boolean(),
  typeOnly: z.boolean(),
  calls: z.array(z.int()).readonly(),
});
export type ImportFact = Readonly<z.infer<typeof Import>>;

/** A file at one commit, as far as its language is known. */
const Source = z.strictObject({
  definitions: z.array(Definition).readonly(),
  imports: z.array(Import).readonly(),
  problems: z.array(z.strictObject({ kind: z.string(), line: z.int() })).readonly(),
});
export type SourceFact = Readonly<z.infer<typeof Source>>;

/** How many changed lines are of a kind, and which the first ones are. */
const KindCount = z.strictObject({ kind: z.enum(kindNames), count: z.int(), lines: z.array(z.int()).readonly() });
export type KindCount = Readonly<z.infer<typeof KindCount>>;

/** One changed file. Lines of `deleted` are those of the base. */
const File = z.strictObject({
  path: z.string(),
  pathBefore: z.string().optional(),
  status: z.enum(["added", "deleted", "modified", "renamed"]),
  language: z.enum(patchLanguages).optional(),
  before: Source.optional(),
  after: Source.optional(),
  added: z.array(KindCount).readonly(),
  deleted: z.array(KindCount).readonly(),
  /** Where the added lines are. */
  addedRanges: z.array(z.strictObject({ first: z.int(), count: z.int() })).readonly(),
  /** Why the lines cannot be told, if so. */
  unread: z.string().optional(),
});
export type FileFact = Readonly<z.infer<typeof File>>;

const Sensitive = z.strictObject({
  kind: z.enum(["workflows", "configuration", "symlinks", "submodules", "bidirectional-text"]),
  path: z.string(),
  what: z.string(),
  /** Whether the head has the path. */
  there: z.boolean(),
  lines: z.array(z.int()).readonly(),
});
export type SensitiveFact = Readonly<z.infer<typeof Sensitive>>;

/** A link, or a text, in which nobody could look for what is of this kind. */
const Unsearched = z.strictObject({
  kind: z.enum(["symlinks", "bidirectional-text"]),
  path: z.string(),
  unread: z.enum(["too-large", "missing", "beyond-limit"]),
});
export type UnsearchedFact = Readonly<z.infer<typeof Unsearched>>;

export const PatchSafetyFacts = z.strictObject({
  /** Those that count for this change. */
  rules: z.array(PatchRule).readonly(),
  /** How many files changed; `files` has them only when a rule counts. */
  changed: z.int(),
  files: z.array(File).readonly(),
  sensitive: z.array(Sensitive).readonly(),
  unsearched: z.array(Unsearched).readonly(),
});
export type PatchSafetyFacts = Readonly<z.infer<typeof PatchSafetyFacts>>;
