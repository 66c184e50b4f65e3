/** A configuration of import-linter, with every option filled in. */
export interface LinterConfiguration {
  readonly rootPackages: readonly string[];
  readonly includeExternalPackages: boolean;
  readonly excludeTypeCheckingImports: boolean;
  readonly contracts: readonly LinterContract[];
}

interface SharedOptions {
  readonly name: string;
  /** Where the contract begins. */
  readonly line: number;
  readonly ignoreImports: readonly string[];
  readonly unmatchedIgnoreImportsAlerting: "error" | "warn" | "none";
}

export type LinterContract = SharedOptions &
  (
    | {
        readonly type: "forbidden";
        readonly sourceModules: readonly string[];
        readonly forbiddenModules: readonly string[];
        readonly allowIndirectImports: boolean;
        readonly asPackages: boolean;
      }
    | {
        readonly type: "layers";
        readonly layers: readonly string[];
        readonly containers: readonly string[];
        readonly exhaustive: boolean;
        readonly exhaustiveIgnores: readonly string[];
      }
    | { readonly type: "independence"; readonly modules: readonly string[] }
    | {
        readonly type: "protected";
        readonly protectedModules: readonly string[];
        readonly allowedImporters: readonly string[];
        readonly asPackages: boolean;
      }
    | {
        readonly type: "acyclic_siblings";
        readonly ancestors: readonly string[];
        readonly depth: number;
        readonly skipDescendants: readonly string[];
      }
  );

/** Something in the file that cannot be carried over. */
export interface LinterProblem {
  readonly line: number;
  readonly what: string;
}
