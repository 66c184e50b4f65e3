import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf } from "./support.ts";

const go = {
  "go.mod": "module example.com/app\n",
  "app.go": 'package app\n\nimport "example.com/app/db"\n',
  "api/api.go": "package api\n",
  "api/handlers.go": 'package api\n\nimport (\n\t"fmt"\n\n\t"example.com/app/core"\n)\n',
  "core/core.go": "package core\n",
  "core/more.go": 'package core\n\nimport "example.com/app/store"\n',
  "core/core_test.go": 'package core_test\n\nimport "example.com/app/web"\n',
  "store/store.go": 'package store\n\nimport "github.com/lib/pq"\n',
  "web/web.go": 'package web\n\nimport "example.com/app"\n',
  "db/db.go": "package db\n",
};

const jvm = {
  "web/src/main/java/org/example/web/Page.java":
    "package org.example.web;\n\nimport org.example.core.*;\n\nclass Page { Order order; }\n",
  "core/src/main/kotlin/org/example/core/Orders.kt":
    "package org.example.core\n\nimport org.example.data.save\n\nclass Order\n",
  "core/src/main/kotlin/org/example/core/Other.kt": "package org.example.core\n\nimport java.sql.Connection\n",
  "data/src/main/kotlin/org/example/data/store.kt": "package org.example.data\n\nfun save() {}\n",
};

describe("contracts about paths of Go", () => {
  it.each([
    ["a package", { from: ["api"], to: ["core"] }, ["forbidden-import api/handlers.go:6"]],
    ["what any file of a package imports", { from: ["api"], to: ["store"] }, ["forbidden-chain api/handlers.go:6"]],
    ["what only tests of a package import", { from: ["api"], to: ["web"] }, []],
    ["tests by themselves", { from: ["**/*_test.go"], to: ["web"] }, ["forbidden-import core/core_test.go:3"]],
    ["the package at the top on the way", { from: ["web"], to: ["db"] }, ["forbidden-chain web/web.go:3"]],
    ["modules of others", { from: ["store"], to: ["github.com/lib/pq"] }, ["forbidden-import store/store.go:3"]],
    ["the library", { from: ["api"], to: ["fmt"] }, ["forbidden-import api/handlers.go:4"]],
  ])("see %s", async (_what, rule, expected) => {
    const contract = { name: "C", type: "forbidden", names: "paths", ...rule };
    const findings = await findingsOf({}, go, { contracts: [contract], accept: "nothing" });
    expect(placesOf(findings)).toEqual(expected);
  });
});

describe("contracts about paths of Java and Kotlin", () => {
  it.each([
    [
      "what a star brings",
      ["web"],
      ["core/**/Orders.kt"],
      ["forbidden-import web/src/main/java/org/example/web/Page.java:3"],
    ],
    ["nothing that it does not bring", ["web"], ["core/**/Other.kt"], []],
    [
      "chains over both languages",
      ["web"],
      ["data"],
      ["forbidden-chain web/src/main/java/org/example/web/Page.java:3"],
    ],
    [
      "packages of others",
      ["core"],
      ["java.sql"],
      ["forbidden-import core/src/main/kotlin/org/example/core/Other.kt:3"],
    ],
  ])("see %s", async (_what, from, to, expected) => {
    const contract = { name: "C", type: "forbidden", names: "paths", from, to };
    const findings = await findingsOf({}, jvm, { contracts: [contract], accept: "nothing" });
    expect(placesOf(findings)).toEqual(expected);
  });

  it("tell of a changed file that cannot be read to its end", async () => {
    const path = "core/src/main/kotlin/org/example/core/Other.kt";
    const contract = { name: "C", type: "forbidden", names: "paths", from: ["core"], to: ["web"] };
    const findings = await findingsOf(jvm, { ...jvm, [path]: "class A {\n" }, { contracts: [contract] });
    expect(placesOf(findings)).toEqual([`not-fully-read ${path}:1`]);
  });
});
