import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface CoverageOptions {
  readonly base?: readonly string[];
  readonly repo?: string;
  readonly baseRef?: string;
  readonly head?: string;
  readonly config?: string;
  readonly explainPaths?: true;
  readonly prefix?: readonly string[];
  readonly format: "pretty" | "json" | "markdown";
  readonly verbose?: true;
}

const formats = ["pretty", "json", "markdown"] as const;

const details = `
Reports of Cobertura, LCOV, coverage.py (JSON), JaCoCo, Clover, Istanbul, Go, SimpleCov, llvm-cov,
gcov and OpenCover are told by their content. Several are merged line by line.

Outside a clone the files and their totals are listed. In a clone, or with --repo, their paths are
looked up in the tree of --head, every module is judged by the configuration of --base-ref, as the
server would, and the uncovered lines that the change brings are listed. Without a configuration
for coverage no threshold is judged. Where the configuration has several flags, say which report
a file is: unit=coverage.xml. Without --base-ref, the base is found as by lanekeeper check.

--explain-paths tells how each path of the reports led to a file of the repository: declared
(prefix), as it is (exact), below a root that the report names (root), below the workspace of a
well-known CI machine (workspace), or by an end that only one file has (suffix); and what to write
into the configuration where none was found. --prefix tries such a line out.

json has every file and figure: config/coverage-output.schema.json describes it. A report that is
damaged, so that lines may have been lost, ends with 3.

Examples:
  lanekeeper coverage coverage.xml
  lanekeeper coverage unit/lcov.info e2e/lcov.info --format json > coverage.json
  lanekeeper coverage coverage.xml --base old/coverage.xml --base-ref origin/main
  lanekeeper coverage unit=coverage.xml e2e=lcov.info --format markdown
  lanekeeper coverage coverage.xml --explain-paths --prefix /app/`;

export function coverageCommand(terminal: Terminal): Command {
  return new Command("coverage")
    .description("read coverage reports, and judge them where a clone is at hand")
    .argument("<[flag=]file...>", "the reports")
    .option("--base <[flag=]file...>", "reports about the base, to compare with")
    .option("--repo <dir>", "the clone, or a folder inside it; by default the one that you stand in, if any")
    .option("--base-ref <ref>", "what the change will be merged into")
    .option("--head <ref>", 'the commit that was tested (default: "HEAD")')
    .option("--config <file>", "use this configuration instead of the one of the base")
    .option("--explain-paths", "tell how the reports' paths lead to files of the repository")
    .option("--prefix <path...>", "what paths in the reports begin with on the machine that tested")
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("pretty"))
    .addHelpText("after", details)
    .action(async (files: readonly string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<CoverageOptions>();
      const { runCoverage } = await import("../coverage/run-coverage.ts");
      terminal.exitWith(await runCoverage(files, options, terminal));
    });
}
