import { configurationPath } from "../../core/configuration-path.ts";
import type { Blob, Change, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { decode } from "../../formats/yaml/decode.ts";
import { readYaml } from "../../formats/yaml/read-yaml.ts";
import { nodeAt, plainValue, type YamlNode } from "../../formats/yaml/yaml-node.ts";
import { boundedEffort } from "./bounded-effort.ts";
import { listsFrom, readMapFile } from "./map/base-map.ts";
import type { MapProblem } from "./map/map-problem.ts";
import { ownFiles } from "./map/own-files.ts";
import { validateMap } from "./map/validate.ts";
import { type EditedMap, OwnershipSettings, type WholeMap } from "./model.ts";

const prefix = ["gates", "ownership"];

export interface EditedMapRequest {
  readonly settings: OwnershipSettings;
  /** That of the base. */
  readonly map: WholeMap;
  readonly repository: Pick<RepositorySource, "blobs">;
  readonly changes: readonly Change[];
  readonly head: readonly TreeEntry[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * What is to be said of the map as head has it, when the change touches it. Undefined also for a configuration that its own
 * check refuses.
 */
export async function gatherEditedMap(request: EditedMapRequest): Promise<EditedMap | undefined> {
  const {
    settings,
    map: { own },
    repository,
    changes,
    head,
  } = request;
  const touched = new Set(
    changes.flatMap((change) => [change.path, ...("before" in change ? [change.before.path] : [])]),
  );
  const file = fileReader(repository, head);
  const configured = touched.has(configurationPath) ? configuredMap(await file(configurationPath)) : undefined;
  const now = configured?.settings ?? settings;
  const isOther = JSON.stringify(now) !== JSON.stringify(settings);
  const isTouched = [...own.slice(1), ...ownFiles(now, now.map).slice(1)].some((path) => touched.has(path));
  if (!isOther && !isTouched) return undefined;
  if (now.map !== undefined) {
    const path = now.map;
    const read = readMapFile(await file(path));
    if (read.kind === "broken") return { kind: "broken", file: path, problems: read.problems };
    const map = { settings: read.value, lists: await listsFrom(read.value, file), own: ownFiles(read.value, path) };
    return { kind: "map", own: map.own, problems: problemsOf(map, request), file: path, root: read.root, prefix: [] };
  }
  const root = configured?.root ?? configuredMap(await file(configurationPath))?.root;
  if (root === undefined) return undefined;
  const map = { settings: now, lists: await listsFrom(now, file), own: ownFiles(now, undefined) };
  return { kind: "map", own: map.own, problems: problemsOf(map, request), file: configurationPath, root, prefix };
}

function problemsOf(map: WholeMap, { head, now }: EditedMapRequest): readonly MapProblem[] | undefined {
  const tree = head.map(({ path }) => path);
  return boundedEffort((effort) => validateMap({ ...map, tree, now, effort }));
}

function fileReader(
  repository: Pick<RepositorySource, "blobs">,
  entries: readonly TreeEntry[],
): (path: string) => Promise<Blob> {
  return async (path) => {
    const entry = entries.find((one) => one.path === path && (one.kind === "file" || one.kind === "executable"));
    if (entry === undefined) return { kind: "missing" };
    return (await repository.blobs([entry.id])).get(entry.id) ?? { kind: "missing" };
  };
}

/** The settings of this gate in a configuration; undefined when there are none that can be read. */
function configuredMap(file: Blob): { readonly settings: OwnershipSettings; readonly root: YamlNode } | undefined {
  const decoded = file.kind === "bytes" ? decode(file.bytes) : undefined;
  const read = decoded?.kind === "text" ? readYaml(decoded.text) : undefined;
  if (read?.kind !== "document") return undefined;
  const node = nodeAt(read.root, prefix);
  if (node === undefined) return undefined;
  const written = node.kind === "map" ? plainValue({ ...node, entries: withoutMode(node.entries) }) : {};
  const parsed = OwnershipSettings.safeParse(written);
  return parsed.success ? { settings: parsed.data, root: read.root } : undefined;
}

/** `mode` belongs to the file and not to the gate. */
function withoutMode<T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...entries].filter(([key]) => key !== "mode"));
}
