import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const contracts = [{ name: "Layers", type: "layers", layers: ["web/src/ui", "web/src/data"] }];
const tsconfig = '{"compilerOptions": {"paths": {"@/*": ["./web/src/*"]}}}';
const base = {
  "tsconfig.json": tsconfig,
  "web/src/ui/a.ts": "",
  "web/src/data/x.ts": "",
  "web/src/data/y.ts": 'import "./x";\n',
};
const broken = { ...base, "web/src/data/x.ts": 'import "@/ui/a";\n' };

describe("configurations that say where imports lead", () => {
  it("block when a change leaves them unreadable, since no contract could object any more", async () => {
    expect(placesOf(await findingsOf(base, broken, { contracts }))).toEqual(["forbidden-import web/src/data/x.ts:1"]);
    const unreadable = { ...broken, "tsconfig.json": '{"compilerOptions": {"paths": ' };
    const [finding] = await findingsOf(base, unreadable, { contracts });
    expect(finding).toMatchObject({ rule: "not-fully-read", at: { path: "tsconfig.json" } });
  });

  it("may have comments where TypeScript allows them", async () => {
    const commented = { ...base, "tsconfig.json": `// ours\n${tsconfig.replace("}}}", ",}}}")}` };
    expect(await findingsOf(base, commented, { contracts })).toEqual([]);
  });

  it("do not block when they were unreadable before", async () => {
    const before = { ...base, "package.json": "{,}" };
    const ruling = await rulingOf(before, { ...before, "package.json": "{,,}" }, { contracts });
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual(["passed", ["not-fully-read"]]);
  });

  it("are named by the imports that lead nowhere because of the change", async () => {
    const renamed = { ...base, "web/src/data/z.ts": "" };
    const { "web/src/data/x.ts": _gone, ...head } = renamed;
    const ruling = await rulingOf(base, head, { contracts });
    expect(ruling.notes.map(({ rule, trace }) => [rule, trace])).toEqual([
      ["unresolved-import", ["web/src/data/y.ts:1 imports ./x"]],
    ]);
  });
});
