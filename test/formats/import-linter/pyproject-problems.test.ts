import { describe, expect, it } from "@jest/globals";
import { effortOf } from "../../support/effort.ts";
import { problemsOf } from "./problems-of.ts";

describe("a pyproject.toml that cannot be carried over", () => {
  const head = '[tool.importlinter]\nroot_package = "a"\n';
  const table =
    '[[tool.importlinter.contracts]]\nname = "One"\ntype = "independence"\nmodules = [\n  "a.x",\n  "a.y",\n]\n';
  it.each([
    ["no TOML", "[tool\n", ["1: the file is not TOML: "]],
    ["no table of ours", "[project]\n", ["1: there is no table [tool.importlinter]."]],
    [
      "a table of another name",
      '[project]\n[tool.import-linter]\nroot_package = "a"\n',
      ["2: there is no table [tool.importlinter]. Did you mean it by [tool.import-linter]?"],
    ],
    [
      "a table at the top",
      "[importlinter]\n",
      ["1: there is no table [tool.importlinter]. Did you mean it by [importlinter]?"],
    ],
    [
      "a list of another name",
      `${head}${table.replace("contracts", "contract")}`,
      ["3: `contract` has to be a text, a number, true, false or a list of texts. Did you mean `contracts`?"],
    ],
    [
      "contracts that are none",
      '[tool.importlinter]\nroot_package = "a"\ncontracts = "one"\n',
      ["3: `contracts` has to be a list of tables"],
    ],
    [
      "an invented option",
      `${head}${table}module = "a"\n`,
      ["10: `module` is no option of a contract of type independence. Did you mean `modules`?"],
    ],
    ["a number in a list", `${head}${table.replace('"a.y"', "1")}`, ["6: `modules` has to be a text, a number"]],
    ["a bad name in a list", `${head}${table.replace("a.y", "a-.y*")}`, ["8: `a-.y*` in `modules`: A wildcard"]],
    [
      "in the second contract",
      `${head}${table}${table.replace("independence", "x")}`,
      ["12: there is no contract type x"],
    ],
  ])("%s", (_title, text, expected) => {
    const found = problemsOf("pyproject.toml", text);
    expect(found.map((line, index) => line.slice(0, expected[index]?.length))).toEqual(expected);
  });
});

describe("hostile files", () => {
  const many = (line: (index: number) => string) =>
    Array.from({ length: 20_000 }, (_, index) => line(index)).join("\n");
  it.each([
    ["sections", ".importlinter", many((index) => `[s${index}]`)],
    ["options", ".importlinter", `[importlinter]\n${many((index) => `k${index} = 1`)}`],
    ["lines of one option", ".importlinter", `[importlinter]\nroot_packages =\n${many(() => "  .")}`],
    ["equals signs", ".importlinter", "=".repeat(500_000)],
    ["brackets", "pyproject.toml", "[".repeat(100_000)],
    ["tables", "pyproject.toml", many((index) => `[t${index}]`)],
    ["contracts", "pyproject.toml", `[tool.importlinter]\n${many(() => "[[tool.importlinter.contracts]]")}`],
  ])("are answered in bounded time: %s", async (_title, path, text) => {
    const effort = await effortOf(() => expect(problemsOf(path, text).length).toBeGreaterThan(0));
    expect(effort).toBeLessThan(150);
  });
});
