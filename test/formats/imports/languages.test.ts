import { expect, it } from "@jest/globals";
import { languages } from "../../../src/formats/imports/languages.ts";

it.each(Object.entries(languages))("%s is a language of that id", async (id, load) => {
  const language = await load();
  expect(language.id).toBe(id);
  expect(language.title).not.toBe("");
});

it("no two extractors have one id, or they would remember for each other", async () => {
  const paths = ["a.ts", "a.go", "a.java", "a.kt"];
  const loaded = await Promise.all(Object.values(languages).map((load) => load()));
  const ids = paths.flatMap((path) => loaded.flatMap((language) => language.extractorFor(path)?.id ?? []));
  expect(new Set(ids).size).toBe(paths.length);
});
