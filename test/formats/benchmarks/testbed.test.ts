import { describe, expect, it } from "@jest/globals";
import { MAX_NAME_CHARACTERS } from "../../../src/formats/benchmarks/limits.ts";
import { problemLog } from "../../../src/formats/benchmarks/problems.ts";
import { type TestbedNotes, testbedNotes } from "../../../src/formats/benchmarks/testbed.ts";

function noted(note: (bed: TestbedNotes) => void) {
  const problems = problemLog();
  const bed = testbedNotes(problems);
  note(bed);
  return { testbed: bed.testbed(), problems: problems.list().map(({ rule, what }) => `${rule}: ${what}`) };
}

describe("where it was measured", () => {
  it("is what can be read, without spaces around it", () => {
    const { testbed, problems } = noted((bed) => {
      bed.cpu(" EPYC ", "", 7, "9000");
      bed.cores(2);
      bed.architecture("x86_64");
      bed.os("Linux", "6.1");
      bed.runtime("CPython", "3.11");
    });
    expect(testbed).toEqual({
      cpu: "EPYC 9000",
      cores: 2,
      architecture: "x86_64",
      os: "Linux 6.1",
      runtimes: ["CPython 3.11"],
    });
    expect(problems).toEqual([]);
  });

  it("is not known where there is nothing to read", () => {
    const { testbed, problems } = noted((bed) => {
      bed.cpu(undefined, null, {}, " ");
      for (const cores of [0, -1, 1.5, "2", Number.NaN, undefined]) bed.cores(cores);
      bed.architecture(7);
      bed.runtime();
    });
    expect([testbed, problems]).toEqual([{ runtimes: [] }, []]);
  });

  it.each<readonly [string, (bed: TestbedNotes, second: boolean) => void, string]>([
    ["processors", (bed, second) => bed.cpu(second ? "M1" : "EPYC"), 'it was measured on "EPYC", and on "M1".'],
    ["cores", (bed, second) => bed.cores(second ? 4 : 2), 'it was measured on "2 cores", and on "4 cores".'],
    ["systems", (bed, second) => bed.os(second ? "darwin" : "linux"), 'it was measured on "linux", and on "darwin".'],
    ["architectures", (bed, second) => bed.architecture(second ? "arm" : "x"), 'it was measured on "x", and on "arm".'],
  ])("is a problem where there are several %s", (_what, note, what) => {
    expect(noted((bed) => [note(bed, false), note(bed, false)]).problems).toEqual([]);
    expect(noted((bed) => [note(bed, false), note(bed, true)]).problems).toEqual([`several-machines: ${what}`]);
  });

  it("may have several runtimes, each of them once", () => {
    const { testbed, problems } = noted((bed) => {
      for (const version of ["20", "22", "20"]) bed.runtime("node", version);
    });
    expect([testbed.runtimes, problems]).toEqual([["node 20", "node 22"], []]);
  });

  it("is no text that is too long, or has zeros in it", () => {
    const { testbed, problems } = noted((bed) => {
      bed.cpu("x".repeat(MAX_NAME_CHARACTERS + 1));
      bed.os("a\0b");
    });
    expect([testbed, problems.length]).toEqual([{ runtimes: [] }, 1]);
    expect(problems[0]).toMatch(/^limit: /);
  });
});
