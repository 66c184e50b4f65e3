import type { Route } from "../../../formats/imports/graph/reach.ts";

/** A module imports another. */
export interface ModulePair {
  readonly importer: number;
  readonly imported: number;
}

/** A module imports another that it must not. */
export interface DirectViolation extends ModulePair {
  readonly sides: Sides;
}

/** Modules that reach, in whatever way, a package that they must not. */
export interface Reach {
  readonly target: string;
  /** Written out in the contract, so that a renamed package is another one. */
  readonly literal: boolean;
  /** In rising order. */
  readonly sources: Int32Array;
  readonly route: Route;
  /** Whether a module is on the side that must keep out. */
  readonly isSource: (id: number) => boolean;
  readonly sides: Sides;
}

/** Which two packages a contract keeps apart, and what they are to each other. */
export interface Sides {
  readonly kind:
    | "forbidden"
    | "lower-layer"
    | "sibling-layer"
    | "independent"
    | "protected"
    | "lane"
    | "private"
    | "tag";
  readonly importer: string;
  readonly imported: string;
}

/** One child of a package depends on another, and both are part of a cycle. */
export interface CycleViolation {
  readonly package: number;
  readonly importer: number;
  readonly imported: number;
  /** Children of one cycle have the same number. */
  readonly cycle: number;
  /** The first link between modules of the two, and how many there are. */
  readonly link: readonly [importer: number, imported: number];
  readonly links: number;
}

/** What one contract objects to in one graph, by id. */
export interface Violations {
  readonly direct: readonly DirectViolation[];
  readonly reach: readonly Reach[];
  readonly cycles: readonly CycleViolation[];
  /** Children of exhaustive containers that are no layer, and modules without a tag where all must have one. */
  readonly undeclared: readonly number[];
  /** Packages that import nothing of what they must import. */
  readonly lacking: readonly number[];
  /** What a budget counts: nothing is wrong with one of them, unless there are too many. */
  readonly counted: readonly ModulePair[];
}

export const noViolations: Violations = {
  direct: [],
  reach: [],
  cycles: [],
  undeclared: [],
  lacking: [],
  counted: [],
};
