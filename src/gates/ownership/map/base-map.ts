import type { History } from "../../../core/history.ts";
import type { Blob } from "../../../core/repository.ts";
import { type ParsedFile, parseYamlFile } from "../../../formats/yaml/parse-file.ts";
import type { BrokenFile, OwnershipSettings, WholeMap } from "../model.ts";
import { MapFile, type MapSettings } from "../settings/map.ts";
import { listPaths, ownFiles } from "./own-files.ts";
import type { PathLists } from "./ownership-map.ts";
import { type PathListFile, readPathList } from "./path-list.ts";

export type BaseMap =
  | { readonly kind: "map"; readonly map: WholeMap; readonly broken: readonly BrokenFile[] }
  | { readonly kind: "none"; readonly because: string };

type Versions = Pick<History, "versions">;

/** So many versions of a file are looked at for one that can be read. */
const maxVersions = 20;

/** The map that counts: on the tip of the base, or, of a file that cannot be read there, the last version that could. */
export async function gatherBaseMap(settings: OwnershipSettings, history: Versions): Promise<BaseMap> {
  const file = settings.map;
  if (file === undefined) return withLists(settings, undefined, [], history);
  const versions = (await history.versions(file, maxVersions)).map(readMapFile);
  const [newest] = versions;
  if (newest?.kind === "value") return withLists(newest.value, file, [], history);
  const last = versions.find((version) => version.kind === "value");
  if (last?.kind !== "value") {
    const because = `The map ${file} cannot be read, and no earlier version of it on the base could. ${complaintOf(newest).what}`;
    return { kind: "none", because };
  }
  const { line, what } = complaintOf(newest);
  return withLists(last.value, file, [{ rule: "broken-map", path: file, line, what }], history);
}

/** The file that `map` names. */
export function readMapFile(file: Blob): ParsedFile<MapSettings> {
  if (file.kind === "bytes") return parseYamlFile(file.bytes, MapFile);
  const what =
    file.kind === "missing" ? "The file is not there." : `The file has ${file.size} bytes, which is too much.`;
  return { kind: "broken", problems: [{ rule: "too-large", at: { line: 1, column: 1 }, what }] };
}

function complaintOf(read: ParsedFile<MapSettings> | undefined): { readonly line: number; readonly what: string } {
  const problem = read?.kind === "broken" ? read.problems[0] : undefined;
  return { line: problem?.at.line ?? 1, what: problem?.what ?? "The file is not there." };
}

async function withLists(
  settings: MapSettings,
  file: string | undefined,
  broken: readonly BrokenFile[],
  history: Versions,
): Promise<BaseMap> {
  const lists = new Map<string, PathListFile>();
  const unreadable: BrokenFile[] = [];
  for (const path of listPaths(settings)) {
    const versions = (await history.versions(path, maxVersions)).map(readPathList);
    const newest = versions[0] ?? { kind: "unreadable", because: "is not there" };
    lists.set(path, versions.find(({ kind }) => kind === "paths") ?? newest);
    if (newest.kind === "paths") continue;
    unreadable.push({ rule: "unreadable-list", path, line: 1, what: `It ${newest.because}.` });
  }
  const own = ownFiles(settings, file);
  return { kind: "map", map: { settings, lists, own }, broken: [...broken, ...unreadable] };
}

/** The lists of a map, out of one commit alone. */
export async function listsFrom(settings: MapSettings, file: (path: string) => Promise<Blob>): Promise<PathLists> {
  const paths = listPaths(settings);
  const read = await Promise.all(paths.map(async (path) => [path, readPathList(await file(path))] as const));
  return new Map(read);
}
