import type { FileCoverage, FileHints } from "./model.ts";
import { type ByteWriter, byteWriter } from "./table/bytes.ts";
import { mergeLineTables } from "./table/line-table.ts";
import { mergePartTables } from "./table/part-table.ts";

/** What two or more reports say of the same file; see `mergeLineTables` and `mergeParts` for the rules. */
export function mergeFiles(files: readonly [FileCoverage, ...FileCoverage[]]): FileCoverage {
  const [first, ...others] = files;
  if (others.length === 0) return first;
  const writer = byteWriter();
  const schemes = [...new Set(files.map(({ scheme }) => scheme))].toSorted();
  return {
    lines: mergeLineTables(
      files.map(({ lines }) => lines),
      writer,
    ),
    branches: mergeMeasured(
      files.map(({ branches }) => branches),
      schemes.length === 1,
      writer,
    ),
    statements: mergeMeasured(
      files.map(({ statements }) => statements),
      schemes.length === 1,
      writer,
    ),
    scheme: schemes.join(" "),
    surplus: Math.max(...files.map(({ surplus }) => surplus)),
    hints: mergeHints(files),
  };
}

/** What the first of them says. */
function mergeHints(files: readonly FileCoverage[]): FileHints {
  const merged: { package?: string; module?: string; name?: string } = {};
  for (const { hints } of files.toReversed()) Object.assign(merged, hints);
  return merged;
}

/** Who did not measure says nothing about it. */
function mergeMeasured(
  tables: readonly (Uint8Array | undefined)[],
  named: boolean,
  writer: ByteWriter,
): Uint8Array | undefined {
  const measured = tables.filter((table) => table !== undefined);
  const [only] = measured;
  return measured.length > 1 ? mergePartTables(measured, named, writer) : only;
}
