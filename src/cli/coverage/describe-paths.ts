import { countOf } from "../../core/count-of.ts";
import type { Table } from "../../core/verdict.ts";
import type { ExplainedPath, PathsExplained } from "./coverage-output.ts";
import { groupPaths, type PathGroup } from "./explain-paths.ts";
import type { Remark } from "./page.ts";

/** Up to so many paths are shown one by one; more are shown in groups. */
const maxSingle = 20;
const maxGroups = 50;

const found = {
  exact: "as it is (exact)",
  prefix: "by a declared prefix",
  root: "below a root that the report names",
  workspace: "below the workspace of a CI machine",
  suffix: "by an end that only one file has (suffix)",
  ambiguous: "not found: several files fit",
  elsewhere: "not found: it lies elsewhere, and only its end is the same",
  unknown: "not found",
} as const;

export function pathTables({ paths }: PathsExplained): readonly Table[] {
  if (paths.length === 0) return [];
  const columns = ["reported", "in the repository", "how"];
  if (paths.length <= maxSingle) return [{ title: "Paths", columns, rows: paths.map(singleRow) }];
  const groups = groupPaths(paths);
  const rows = groups.slice(0, maxGroups).map(groupRow);
  const hidden = groups.length - rows.length;
  const more = hidden > 0 ? [[`and ${countOf(hidden, "more group")}: see --format json`, "", "", ""]] : [];
  return [{ title: "Paths", columns: ["paths", ...columns], rows: [...rows, ...more] }];
}

function singleRow(path: ExplainedPath): readonly string[] {
  return [path.reported, path.path ?? candidatesText(path), found[path.by]];
}

function groupRow({ by, from, to, paths }: PathGroup): readonly string[] {
  const [first] = paths;
  const where = first.path === null ? candidatesText(first) : `${to}…`;
  return [`${paths.length}`, `${from}… such as ${first.reported}`, where, found[by]];
}

function candidatesText({ by, candidates }: ExplainedPath): string {
  if (by === "elsewhere") return `not ${candidates.join(" or ")}`;
  const more = candidates.length > 3 ? " …" : "";
  return candidates.length === 0 ? "–" : `could be ${candidates.slice(0, 3).join(" or ")}${more}`;
}

/** What to write into the configuration for paths that were not found. */
export function pathRemarks({ paths, prefixes }: PathsExplained): readonly Remark[] {
  const lost = paths.filter(({ path }) => path === null);
  if (lost.length === 0) {
    const all = paths.length === 1 ? "The reported path leads" : `All ${paths.length} reported paths lead`;
    const text = `${all} to a file of the repository.`;
    return paths.length === 0 ? [] : [{ sign: "passed", text, lines: [] }];
  }
  const lines = lost.reduce((sum, path) => sum + path.lines, 0);
  const text = `${lost.length} of ${countOf(paths.length, "reported path")}, with ${countOf(lines, "line")}, ${lost.length === 1 ? "leads" : "lead"} to no file of the repository.`;
  const remedy = prefixes.map(
    ({ prefix, paths: count }) =>
      `prefixes: [${JSON.stringify(prefix)}]   finds ${count} of them; it belongs to the report's entry in \`reports\``,
  );
  const none = [
    "No prefix would find them: were these files generated, or tested at another commit? `max-unresolved` says how many may be missing.",
  ];
  return [{ sign: "unproven", text, lines: remedy.length === 0 ? none : remedy }];
}
