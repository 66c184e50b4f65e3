import { describe, expect, it } from "@jest/globals";
import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";
import { visible, visibleLine } from "../../src/cli/render/visible.ts";
import { reportError } from "../../src/cli/run-command-line.ts";
import { standingPlace, wantsColor } from "../../src/cli/terminal.ts";
import { Fault } from "../../src/core/fault.ts";
import { run } from "./test-terminal.ts";

describe("runCommandLine", () => {
  it.each([
    [["--help"], 0, /Exit codes:/],
    [["check", "--help"], 0, /Only commits are judged[\s\S]*Examples:/],
    [["help", "check"], 0, /--base <ref>/],
    [["--version"], 0, /^\d+\.\d+\.\d+\n$/],
  ])("%j prints to standard output", async (args, code, expected) => {
    const ran = await run(args);
    expect(ran).toMatchObject({ code, err: "" });
    expect(ran.out).toMatch(expected);
  });

  it.each([[[]], [["chek"]], [["config"]]])("%j is a usage error", async (args) => {
    const ran = await run(args);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).not.toBe("");
  });
});

describe("reportError", () => {
  function report(error: unknown, debug: boolean) {
    const written: string[] = [];
    const code = reportError(error, { err: (text) => void written.push(text) }, debug);
    return { code, err: written.join("") };
  }

  it("prints a fault without a stack, and with one on request", () => {
    const fault = new Fault("GIT_FAILED", "git \u001b[2J failed.", { cause: new Error("inner"), retry: false });
    expect(report(fault, false)).toEqual({ code: 70, err: "lanekeeper: git \\u{1b}[2J failed. (GIT_FAILED)\n" });
    expect(report(fault, true).err).toMatch(/at [\s\S]*Caused by: Error: inner/);
  });

  it("prints one line of what it does not know, and how to see more", () => {
    const { code, err } = report(new TypeError("x is\nnot a function"), false);
    expect(code).toBe(70);
    expect(err).toBe(
      "lanekeeper: this is a mistake in Lanekeeper: x is\nRun it again with --verbose to see where it happened.\n",
    );
    expect(report(new TypeError("x"), true).err).toContain("run-command-line.test.ts");
    expect(report("thrown text", false).code).toBe(70);
  });
});

describe("every command", () => {
  it("has a description, and an example in its help", async () => {
    const names = leavesOf(program({ ...silent }));
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const { out } = await run([...name, "--help"]);
      expect(out).toMatch(/Examples?:\n {2}lanekeeper /);
    }
  });
});

const silent = {
  cwd: "/",
  env: {},
  color: false,
  interactive: false,
  out: () => undefined,
  err: () => undefined,
  exitWith: () => undefined,
};

function leavesOf(command: Command): readonly (readonly string[])[] {
  return command.commands.flatMap((child) => {
    const below = leavesOf(child).map((rest) => [child.name(), ...rest]);
    return child.commands.length === 0 ? [[child.name()]] : below;
  });
}

describe("visible", () => {
  it.each([
    ["plain\ntext", "plain\ntext"],
    ["\u001b[31mred", "\\u{1b}[31mred"],
    ["a\tb\rc", "a\\tb\\rc"],
    ["\u009b1m", "\\u{9b}1m"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
    ["a\u2028b", "a\\u{2028}b"],
    ["日本語 é 👍", "日本語 é 👍"],
  ])("%j becomes %j", (text, expected) => expect(visible(text)).toBe(expected));

  it("keeps a line a line", () => expect(visibleLine("a\nb")).toBe("a\\nb"));
});

describe("standingPlace", () => {
  const byNpm = { npm_package_name: "lanekeeper", npm_lifecycle_event: "lanekeeper", INIT_CWD: "/home/me/clone" };
  it.each([
    [byNpm, "/home/me/clone"],
    [{ ...byNpm, npm_package_name: "other" }, "/checkout"],
    [{ INIT_CWD: "/home/me/clone" }, "/checkout"],
    [{ ...byNpm, INIT_CWD: "" }, "/checkout"],
    [{}, "/checkout"],
  ])("%#", (env, expected) => expect(standingPlace(env, "/checkout")).toBe(expected));
});

describe("wantsColor", () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("%j on a terminal: %s", (env, onTerminal, expected) => expect(wantsColor(env, onTerminal)).toBe(expected));
});
