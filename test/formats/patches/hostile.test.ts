import { describe, expect, it } from "@jest/globals";
import { readSource } from "../../../src/formats/patches/languages.ts";
import { effortOf } from "../../support/effort.ts";

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

describe("readSource", () => {
  it.each<["python" | "javascript", string, string]>([
    ["python", "one import many times", many(20_000, () => "import a\na.b()\n")],
    [
      "python",
      "one name for many modules",
      many(20_000, (index) => `import m${index} as a\n`) + "a.b()\n".repeat(20_000),
    ],
    ["python", "a long chain", `import a\n${"a.".repeat(200_000)}b()\n`],
    ["python", "open brackets", "(".repeat(300_000)],
    ["python", "semicolons", "import a;".repeat(50_000)],
    ["python", "quotes", `"""${"'".repeat(300_000)}`],
    ["python", "blocks in blocks", many(2_000, (index) => `${" ".repeat(index)}def f():\n`)],
    ["javascript", "one import many times", many(20_000, () => 'import a from "a"\na.b()\n')],
    ["javascript", "space in an import", `import ${" ".repeat(300_000)} a from "a"\n`],
    ["javascript", "an import without an end", `import { ${"a, ".repeat(100_000)}`],
    ["javascript", "names of one require", `const { ${"a, ".repeat(100_000)} } = require("a")\n`],
    ["javascript", "many starts of a require", "const { a = require(\n".repeat(20_000)],
    ["javascript", "a long chain", `import a from "a"\n${"a.".repeat(200_000)}b()\n`],
    ["javascript", "space behind a name", `import a from "a"\n${`a${" ".repeat(1_000)}`.repeat(300)}`],
    ["javascript", "templates in templates", "`${".repeat(20_000)],
    ["javascript", "tags", "<a>".repeat(50_000)],
    ["javascript", "comments without an end", "/*".repeat(100_000)],
  ])("reads %s with %s in bounded time", async (language, _what, text) => {
    const bytes = Buffer.from(text);
    expect(await effortOf(() => readSource(language, bytes))).toBeLessThan(400);
  });
});
