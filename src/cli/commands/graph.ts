import { Command, Option } from "commander";
import { languages } from "../../formats/imports/languages.ts";
import { collect } from "../collect.ts";
import type { Terminal } from "../terminal.ts";

export interface GraphOptions {
  readonly ref: string;
  readonly repo: string;
  readonly root?: readonly string[];
  /** Python, or the id of a language behind the interface. */
  readonly language: string;
  readonly lanes?: true;
  readonly focus?: string;
  readonly path?: readonly [from: string, to: string];
  readonly diff?: string;
  readonly format: "json" | "mermaid" | "dot" | "svg" | "html";
  readonly output?: string;
}

const formats = ["json", "mermaid", "dot", "svg", "html"] as const;

const details = `
Every Python file of the commit is a module named after its path. A name inside a module counts as
that module; a package that imports its own content without a module of that name imports
itself. Imports of packages that the repository does not have are left out.

--lanes shows each top-level package as one box, and --focus one module or package with its
direct importers and imports; both together show it among the lanes. --path shows all shortest
chains of imports from one module or package to another. --diff compares with the merge base:
without --lanes and --focus, only what changed is shown.

Without these, json is {"modules": [...], "imports": [{"importer", "imported", "path", "line"}]};
config/graph-output.schema.json has both shapes. json is always complete. A picture that would
be too large is drawn by packages instead of modules, and says so.

With another --language, modules are called by their paths, lanes are the folders at the top, and
--root, --focus and --path take files and folders. javascript: the files of JavaScript and TypeScript, components of Vue, Svelte and Astro,
and whatever else they import; types count, as do import(), require() and export from. go:
packages, by their folders, and each test as a module of its own. jvm: the files of Java and
Kotlin.

Examples:
  lanekeeper graph --ref main --root lukhas --root core > graph.json
  lanekeeper graph --lanes --format mermaid
  lanekeeper graph --path lukhas candidate --format svg -o why.svg
  lanekeeper graph --diff origin/main --format html -o graph.html`;

export function graphCommand(terminal: Terminal): Command {
  return new Command("graph")
    .description("print or draw the import graph of a commit")
    .option("--ref <ref>", "the commit", "HEAD")
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--root <package>", "only what is inside this package; may be repeated", collect)
    .addOption(
      new Option("--language <language>", "whose imports")
        .choices(["python", ...Object.keys(languages)])
        .default("python"),
    )
    .option("--lanes", "one box for each top-level package or folder, with the number of imports")
    .addOption(new Option("--focus <module>", "only this and its direct neighbours").conflicts("path"))
    .addOption(pathOption())
    .option("--diff <base>", "what was added and removed since the merge base with this commit")
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("json"))
    .option("-o, --output <file>", "write it here instead of standard output")
    .addHelpText("after", details)
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<GraphOptions>();
      if (options.path !== undefined && options.path.length !== 2) {
        command.error("error: option '--path' needs two modules: --path <from> <to>");
      }
      const { printGraph } = await import("../graph/print-graph.ts");
      await printGraph(options, terminal);
    });
}

/** Commander takes more than one value only without a limit, so help and errors are told what is meant. */
function pathOption(): Option {
  const option = new Option("--path <from...>", "only the shortest chains of imports that lead there");
  option.flags = "--path <from> <to>";
  return option;
}
