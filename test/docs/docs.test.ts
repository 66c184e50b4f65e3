import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { readAppManifest } from "../../src/app/app-manifest.ts";
import { readEnvironment } from "../../src/app/environment.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { Variables } from "../../src/app/variables.ts";
import { parseConfiguration } from "../../src/config/parse.ts";
import { gates } from "../../src/gates/index.ts";
import { bare, checkout, type MarkdownPage, readPage, tableBelow } from "./markdown-page.ts";

const Package = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const packageFile = Package.parse(JSON.parse(read("package.json")));
const documents = globSync("docs/**/*.md", { cwd: checkout }).toSorted();
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...documents].map(readPage);
const pageOf = new Map(pages.map((page) => [page.path, page]));
const each = pages.map((page) => [page.path, page] as const);

function read(path: string): string {
  return readFileSync(join(checkout, path), "utf8");
}

function page(path: string): MarkdownPage {
  const found = pageOf.get(path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found;
}

describe("links", () => {
  it("are on more than one page", () => {
    expect(pages.filter(({ links }) => links.length > 0).length).toBeGreaterThan(5);
  });

  it.each(each)("of %s lead to files and headings that exist", (_path, from) => {
    expect(
      from.links.filter((link) => !/^(https?|mailto):/.test(link)).flatMap((link) => brokenLink(from, link)),
    ).toEqual([]);
  });

  it("of the index name every page", () => {
    const index = page("docs/README.md");
    const named = new Set(index.links.map((link) => normalize(join("docs", link))));
    expect(
      documents.filter((path) => path !== index.path && !named.has(path) && !/decisions\/README/.test(path)),
    ).toEqual([]);
  });

  it("of the decisions name every decision", () => {
    const { links } = page("docs/decisions/README.md");
    const decisions = documents.filter((path) => /decisions\/\d{4}-/.test(path)).map((path) => path.split("/").at(-1));
    expect(decisions.length).toBeGreaterThan(0);
    expect(links.toSorted()).toEqual(decisions);
  });
});

/** What is wrong with a relative link; nothing when it leads somewhere. */
function brokenLink(from: MarkdownPage, link: string): readonly string[] {
  const [target = "", anchor] = link.split("#");
  const path = target === "" ? from.path : normalize(join(dirname(from.path), target));
  if (path.startsWith("..") || !existsSync(join(checkout, path))) return [`${link}: no such file`];
  if (anchor === undefined) return [];
  const anchors = pageOf.get(path)?.anchors ?? (path.endsWith(".md") ? readPage(path).anchors : new Set());
  return anchors.has(anchor) ? [] : [`${link}: no such heading`];
}

describe("files of the project that a page names", () => {
  it.each(each)("%s: exist", (_path, { codes }) => {
    const named = codes.filter((code) => /^(src|test|scripts|config|docs|bench)\/[\w./-]+$/.test(code));
    expect(named.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });
});

describe("npm scripts that a page names", () => {
  it.each(each)("%s: exist", (_path, { text }) => {
    const commands = text.matchAll(/npm (?:--prefix \S+ )?(?:run (?:-s )?([a-z][\w:-]*)|(test))/g);
    const named = [...commands].map(([, script, test]) => script ?? test ?? "");
    expect(named.filter((script) => !(script in packageFile.scripts))).toEqual([]);
  });

  it("include both commands of the README, each a line of its own", () => {
    const lines = page("README.md").blocks.flatMap(({ text }) => text.trim().split("\n"));
    expect(lines).toEqual(expect.arrayContaining(["npm ci && npm run demo", "npm ci && npm test"]));
  });
});

describe(".env.example", () => {
  const text = read(".env.example");
  const entries = [...text.matchAll(/^# (.+)\n(#?)([A-Z_]+)=(.*)$/gm)].map(([, comment, off, name = "", value]) => {
    return { name, comment, required: off === "", value };
  });

  it("has every variable of the server, empty, with its meaning", () => {
    const described = Object.entries(Variables.shape).map(([name, { description }]) => [name, description, ""]);
    const written = entries.map(({ name, comment, value }) => [name, comment, value]);
    expect(written.toSorted()).toEqual(described.toSorted());
    expect(text.match(/^#?[A-Z_]+=/gm)).toHaveLength(entries.length);
  });

  it("begins with what is required, and leaves all else out until somebody wants it", () => {
    const required = entries.filter((entry) => entry.required).map(({ name }) => name);
    expect(entries.slice(0, required.length).map(({ name }) => name)).toEqual(required);
    expect(Object.keys(parseEnv(text)).toSorted()).toEqual(required.toSorted());
    expect(problemsOf(parseEnv(text))).toEqual(["APP_ID", "WEBHOOK_SECRET", "PRIVATE_KEY"]);
    expect(required).toEqual(expect.arrayContaining(["APP_ID", "WEBHOOK_SECRET", "PRIVATE_KEY", "PRIVATE_KEY_PATH"]));
  });
});

/** The variables that the server misses in this environment. */
function problemsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readEnvironment({ env, directory: checkout, readFile: () => "" });
    return [];
  } catch (error) {
    return [...String(error).matchAll(/- ([A-Z_]+) is missing/g)].map(([, name = ""]) => name);
  }
}

describe("getting started", () => {
  const started = page("docs/getting-started.md");
  const { permissions, events } = readAppManifest();

  it("lists the permissions of app.yml", () => {
    const rows = tableBelow(started, "Permissions").map(([name = "", level = ""]) => [bare(name), level]);
    expect(rows).toEqual(Object.entries(permissions));
  });

  it("lists the events of app.yml", () => {
    expect(tableBelow(started, "Events").map(([name = ""]) => bare(name))).toEqual(events);
  });

  it("explains every metric", () => {
    const names = createMetrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !started.codes.includes(name))).toEqual([]);
  });
});

describe("configurations", () => {
  const blocks = pages.flatMap(({ path, blocks: all }) =>
    all.filter(({ text }) => text.startsWith("version: 1")).map(({ text }) => [path, text] as const),
  );

  it("are shown", () => expect(blocks.length).toBeGreaterThan(2));

  it.each(blocks)("of %s are valid", (_path, text) => {
    expect(parseConfiguration(text, gates)).toMatchObject({ kind: "configuration" });
  });
});

describe("the page about security", () => {
  const security = page("docs/security.md");

  it("names limits that the code has", () => {
    const rows = tableBelow(security, "Limits");
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.flatMap(([, , where = ""]) => missingText(where, /^`([^`]+)`: `([^`]+)`$/))).toEqual([]);
  });

  it.each([
    "The server's address",
    "The content of a pull request",
    "Commands in comments",
    "Archives and reports",
    "Signatures",
    "Keys that sign",
    "Git and tokens",
  ])("names tests that there are: %s", (heading) => {
    const cells = tableBelow(security, heading).map((cells) => cells.at(-1) ?? "");
    expect(cells.filter((cell) => cell !== "").length).toBeGreaterThan(5);
    expect(cells.filter((cell) => cell !== "").flatMap((cell) => missingText(cell, /^`([^`]+)`: "(.+)"$/))).toEqual([]);
  });
});

/** The cell, when its file does not hold the text that it quotes. */
function missingText(cell: string, form: RegExp): readonly string[] {
  const [, path = "", text = ""] = form.exec(cell) ?? [];
  return text !== "" && existsSync(join(checkout, path)) && read(path).includes(text) ? [] : [cell];
}

describe("the page about architecture", () => {
  it("says who may import whom as the rules do", async () => {
    const rules = await folderRules();
    const rows = tableBelow(page("docs/architecture.md"), "Who may know whom");
    expect(rows.map(([folder = "", others = ""]) => [bare(folder), others])).toEqual(rules);
  });
});

/** Each folder of src with the folders that it may import, in words, from the rules that hold it. */
async function folderRules(): Promise<readonly (readonly string[])[]> {
  const Rules = z.object({
    default: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) }),
  });
  const { default: rules } = Rules.parse(await import(join(checkout, ".dependency-cruiser.mjs")));
  return rules.forbidden
    .filter(({ name }) => name.endsWith("-knows-too-much"))
    .map(({ comment }) => (/^src\/(\w+) may import (.+?):/.exec(comment) ?? []).slice(1));
}

describe("the decision about dependencies", () => {
  it.each([
    ["What runs on the server", packageFile.dependencies],
    ["What helps to make it", packageFile.devDependencies],
  ])("has a line for each of: %s", (heading, listed) => {
    const rows = tableBelow(page("docs/decisions/0007-dependencies.md"), heading);
    expect(rows.map(([name = ""]) => bare(name)).toSorted()).toEqual(Object.keys(listed).toSorted());
    expect(rows.filter(([, why = ""]) => why.length < 5)).toEqual([]);
  });
});
