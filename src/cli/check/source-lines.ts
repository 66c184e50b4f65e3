import type { Finding } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { RepositorySource } from "../../core/repository.ts";

/** Lines of the head commit, by `path:line`. */
export type SourceLines = ReadonlyMap<string, string>;

const maxFiles = 50;
const maxLineLength = 200;

/** Reads the line that each finding points at, in bulk. A line that cannot be read is left out. */
export async function readSourceLines(report: Report, repository: RepositorySource): Promise<SourceLines> {
  const places = new Map<string, Set<number>>();
  for (const { path, line } of report.gates.flatMap(({ verdict }) => placesOf(verdict))) {
    if (!places.has(path) && places.size >= maxFiles) continue;
    places.set(path, (places.get(path) ?? new Set()).add(line));
  }
  if (places.size === 0) return new Map();
  const entries = (await repository.tree("head")).items.filter(
    ({ path, kind }) => places.has(path) && kind !== "submodule",
  );
  const blobs = await repository.blobs(entries.map(({ id }) => id));

  const lines = new Map<string, string>();
  for (const { path, id } of entries) {
    const blob = blobs.get(id);
    if (blob?.kind !== "bytes") continue;
    const content = new TextDecoder().decode(blob.bytes).split(/\r\n?|\n/);
    for (const line of places.get(path) ?? []) {
      const text = content[line - 1];
      if (text !== undefined) lines.set(`${path}:${line}`, text.slice(0, maxLineLength));
    }
  }
  return lines;
}

interface Place {
  readonly path: string;
  readonly line: number;
}

function placesOf(verdict: Report["gates"][number]["verdict"]): readonly Place[] {
  const findings: readonly Finding[] = verdict.outcome === "failed" ? verdict.findings : [];
  return findings.flatMap(({ at }) => (at?.firstLine === undefined ? [] : [{ path: at.path, line: at.firstLine }]));
}
