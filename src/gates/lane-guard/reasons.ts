import type { Contract } from "./settings/contract.ts";

/** Why a contract of each type exists, when its own `why` does not tell. */
export const contractReasons: Readonly<Record<Contract["type"], (name: string) => string>> = {
  forbidden: (name) => `The contract "${name}" keeps these packages apart.`,
  layers: (name) => `The contract "${name}" lets every layer know only those below it.`,
  independence: (name) => `The contract "${name}" keeps these packages independent of each other.`,
  protected: (name) => `The contract "${name}" lets only few modules know this package, so that it can change.`,
  "acyclic-siblings": (name) => `The contract "${name}" keeps packages apart that can only change together otherwise.`,
  lanes: (name) => `The contract "${name}" keeps what is trusted from depending on what is trusted less.`,
  visibility: (name) => `The contract "${name}" lets others know only what is public, so that the rest can change.`,
  tags: (name) => `The contract "${name}" says by its tags what each module may import.`,
  required: (name) => `The contract "${name}" holds all these packages to the same thing.`,
  budget: (name) => `The contract "${name}" counts these imports, so that they become fewer step by step.`,
};
