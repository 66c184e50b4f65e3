import type { z } from "zod";
import { AttestInspectOutput } from "../../src/cli/attest/inspect-output.ts";
import { AttestVerifyOutput } from "../../src/cli/attest/verify-output.ts";
import { BatchOutput } from "../../src/cli/batch/batch-output.ts";
import { BenchCompareOutput } from "../../src/cli/bench/compare-output.ts";
import { BenchShowOutput } from "../../src/cli/bench/show-output.ts";
import { BenchSimulateOutput } from "../../src/cli/bench/simulate-output.ts";
import { ConfigCheckOutput } from "../../src/cli/check-configuration.ts";
import { CoverageOutput } from "../../src/cli/coverage/coverage-output.ts";
import { DeadLettersOutput } from "../../src/cli/dead-letters/show-dead-letters.ts";
import { DemoOutput } from "../../src/cli/demo/demo-output.ts";
import { GraphOutput } from "../../src/cli/graph/graph-output.ts";
import { KeysAuditOutput } from "../../src/cli/keys/audit-output.ts";
import { KeysChangeOutput } from "../../src/cli/keys/change-output.ts";
import { KeysRotateOutput } from "../../src/cli/keys/rotate-output.ts";
import { KeysStatusOutput } from "../../src/cli/keys/status-output.ts";
import { LeasesOutput } from "../../src/cli/leases/leases-output.ts";
import { OverlapOutput } from "../../src/cli/overlap/overlap-output.ts";
import { OwnsOutput } from "../../src/cli/owns/owns-output.ts";
import { CheckOutput } from "../../src/cli/render/json.ts";
import { UploadOutput } from "../../src/cli/upload/upload-reports.ts";

export interface OutputSchema {
  /** Those that print it with `--format json`. */
  readonly commands: readonly string[];
  /** From the root of the repository. */
  readonly path: string;
  readonly schema: z.ZodType;
}

/** What commands print for programs, in the order in which people meet them. */
export const outputSchemas: readonly OutputSchema[] = [
  { commands: ["check"], path: "config/check-output.schema.json", schema: CheckOutput },
  { commands: ["config check"], path: "config/config-check-output.schema.json", schema: ConfigCheckOutput },
  { commands: ["batch"], path: "config/batch-output.schema.json", schema: BatchOutput },
  { commands: ["overlap"], path: "config/overlap-output.schema.json", schema: OverlapOutput },
  { commands: ["coverage"], path: "config/coverage-output.schema.json", schema: CoverageOutput },
  { commands: ["bench show"], path: "config/bench-show-output.schema.json", schema: BenchShowOutput },
  { commands: ["bench compare"], path: "config/bench-compare-output.schema.json", schema: BenchCompareOutput },
  { commands: ["bench simulate"], path: "config/bench-simulate-output.schema.json", schema: BenchSimulateOutput },
  { commands: ["graph"], path: "config/graph-output.schema.json", schema: GraphOutput },
  { commands: ["owns"], path: "config/owns-output.schema.json", schema: OwnsOutput },
  { commands: ["leases"], path: "config/leases-output.schema.json", schema: LeasesOutput },
  { commands: ["upload"], path: "config/upload-output.schema.json", schema: UploadOutput },
  { commands: ["attest verify"], path: "config/attest-verify-output.schema.json", schema: AttestVerifyOutput },
  { commands: ["attest inspect"], path: "config/attest-inspect-output.schema.json", schema: AttestInspectOutput },
  { commands: ["keys status"], path: "config/keys-status-output.schema.json", schema: KeysStatusOutput },
  { commands: ["keys rotate"], path: "config/keys-rotate-output.schema.json", schema: KeysRotateOutput },
  { commands: ["keys revoke", "keys record"], path: "config/keys-change-output.schema.json", schema: KeysChangeOutput },
  { commands: ["keys audit"], path: "config/keys-audit-output.schema.json", schema: KeysAuditOutput },
  { commands: ["demo"], path: "config/demo-output.schema.json", schema: DemoOutput },
  { commands: ["dead-letters"], path: "config/dead-letters-output.schema.json", schema: DeadLettersOutput },
];
