import type { CommandName } from "./syntax.ts";

/** What a comment asks for. Texts are as they were written, in bounds, and without invisible characters. */
export type Command =
  | {
      readonly name: "claim";
      readonly paths: readonly [string, ...string[]];
      readonly ttlMs: number | undefined;
      readonly shared: boolean;
      readonly agent: string | undefined;
      readonly reason: string;
    }
  | { readonly name: "renew" | "recheck" | "merge-order" }
  | { readonly name: "release"; readonly which: "here" | "all" | number }
  | { readonly name: "handoff"; readonly agent: string; readonly paths: readonly [string, ...string[]] }
  | { readonly name: "agent"; readonly agent: string }
  | { readonly name: "explain"; readonly path: string }
  | { readonly name: "prefer"; readonly number: number }
  | {
      readonly name: "gate";
      readonly does: "override";
      readonly gate: string;
      readonly finding: string;
      readonly reason: string;
    }
  | { readonly name: "gate"; readonly does: "revoke"; readonly lease: number };

export type ParsedComment =
  | { readonly kind: "none" }
  | { readonly kind: "command"; readonly command: Command }
  /** One of ours, written wrongly. `because` is a sentence without foreign text. */
  | { readonly kind: "problem"; readonly name: CommandName; readonly because: string }
  /** None of ours, but close to one. */
  | { readonly kind: "near"; readonly meant: CommandName };

/** A command that cannot be carried out as it is written. The message is a sentence without foreign text. */
export class Misspelt extends Error {
  override readonly name = "Misspelt";
}
