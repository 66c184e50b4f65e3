import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

const checkDetails = `
Without a file, .github/lanekeeper.yml of this folder or the nearest one above it is checked.

Examples:
  lanekeeper config check
  lanekeeper config check new.yml --format json`;

const schemaDetails = `
Example:
  lanekeeper config schema > .github/lanekeeper.schema.json`;

export interface ConfigCheckOptions {
  readonly format: "pretty" | "json";
}

export function configCommand(terminal: Terminal): Command {
  const check = new Command("check")
    .description("say whether a configuration is valid, and where it is not")
    .argument("[file]", "the configuration")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", checkDetails)
    .action(async (file: string | undefined, options: ConfigCheckOptions) => {
      const { checkConfiguration } = await import("../check-configuration.ts");
      terminal.exitWith(await checkConfiguration(file, options, terminal));
    });
  const schema = new Command("schema")
    .description("print the JSON Schema of the configuration, for editors")
    .addHelpText("after", schemaDetails)
    .action(async () => {
      const { gates } = await import("../../gates/index.ts");
      const { configurationJsonSchema } = await import("../../config/json-schema.ts");
      terminal.out(`${JSON.stringify(configurationJsonSchema(gates), null, 2)}\n`);
    });
  return new Command("config").description("look at configurations").addCommand(check).addCommand(schema);
}
