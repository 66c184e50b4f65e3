import { firstRows } from "../../core/report-table.ts";
import type { Paint } from "../render/paint.ts";
import { tableText } from "../render/table-text.ts";
import { visibleLine } from "../render/visible.ts";
import type { OwnedPath, OwnsClaim, OwnsOutput } from "./owns-output.ts";

const noSuchFile = " (no such file yet)";

/** The answer for people: one path with all that matches it, or a table of many. */
export function describeOwns({ base, readFrom, paths }: OwnsOutput, paint: Paint): string {
  const from = paint.dim(`By ${visibleLine(readFrom)} of ${base.slice(0, 9)}`);
  const [only] = paths;
  if (only !== undefined && paths.length === 1) return `${aboutOne(only, paint)}\n${from}\n`;
  const rows = paths.map((path) => [
    `${path.path}${path.exists ? "" : noSuchFile}`,
    ownersText(path),
    path.mode,
    sourceText(path),
  ]);
  const title = `${paths.length} files`;
  return `${tableText(firstRows({ title, columns: ["path", "owner", "mode", "by"], rows }), paint)}\n${from}\n`;
}

function aboutOne(path: OwnedPath, paint: Paint): string {
  const missing = path.exists ? "" : paint.dim(noSuchFile);
  const lines = [
    `${paint.bold(visibleLine(path.path))}${missing}  ${visibleLine(ownersText(path))}, ${path.mode}`,
    `  ${paint.dim("by")}  ${visibleLine(sourceText(path))}`,
    ...path.passedOver.map(
      (claim) => `  ${paint.dim("not")} ${visibleLine(`${sourceText(claim)}: ${ownersText(claim)}, ${claim.mode}`)}`,
    ),
  ];
  return lines.join("\n");
}

function ownersText({ owners, mode }: OwnsClaim): string {
  if (mode === "open" || owners.length === 0) return "nobody";
  return mode === "shared" ? "everybody" : owners.join(", ");
}

function sourceText({ source, id, pattern, from, until }: OwnsClaim): string {
  const times = [...(from === undefined ? [] : [`from ${from}`]), ...(until === undefined ? [] : [`until ${until}`])];
  const inside = [...(pattern === "" ? [] : [pattern]), ...times].join(", ");
  const name = source === id ? source : source === "codeowners" ? id : `${source} ${id}`;
  return inside === "" ? name : `${name} (${inside})`;
}
