import type { Scope } from "./contracts/scene.ts";
import type { Contract } from "./settings/contract.ts";

/** A contract of the configuration, or of an adopted file, which then says how far it looks. */
export interface JudgedContract {
  readonly contract: Contract;
  readonly scope?: Scope;
  /** The file that an adopted contract is written in. */
  readonly file?: string;
  /** Where an adopted contract stands. The line is left out when head has another version of the file. */
  readonly origin?: { readonly path: string; readonly firstLine?: number };
}
