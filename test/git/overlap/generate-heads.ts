import type { GitRepository } from "../../support/git-repository.ts";

/** Numbers from 0 up to below `limit`, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

type Content = string | Uint8Array | { symlink: string } | { executable: string } | { submodule: string };
type Files = Map<string, Content>;
type Random = (limit: number) => number;

const submodules = ["1", "2", "3"].map((digit) => ({ submodule: digit.repeat(40) }));

/**
 * A base of six commits, and heads that begin at any of them or on another head: edits, insertions and deletions of lines,
 * files that come, go, move, change their type or mode, folders that move, and merges of the base on the way. Returns
 * the names of the heads.
 */
export function generateHeads(repository: GitRepository, seed: number, count: number): readonly string[] {
  const random = randomNumbers(seed);
  const trees = new Map<string, Files>();
  let files = firstFiles(random);
  trees.set("main~5", files);
  const commits = [repository.commit("main", Object.fromEntries(files))];
  for (let step = 0; step < 5; step += 1) {
    const next = changed(files, random, 1);
    commits.push(repository.commit("main", difference(files, next)));
    files = next;
    trees.set(String(step), next);
  }
  const ofCommit = new Map<string, Files>();
  for (const [at, tree] of [...trees.values()].entries()) ofCommit.set(commits[at] ?? "", tree);
  const names: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const name = `head-${number}`;
    const onHead = number > 0 && random(5) === 0;
    const from = onHead
      ? repository.git("rev-parse", `head-${random(number)}`)
      : (commits[commits.length - 1 - random(random(2) === 0 ? 1 : 6)] ?? "");
    let tree = ofCommit.get(from) ?? files;
    let tip = from;
    for (let step = 0; step < 1 + random(2); step += 1) {
      const next = changed(tree, random, 1 + random(3));
      tip = repository.commit(name, difference(tree, next), { from: tip, message: `${name} ${step}` });
      tree = next;
    }
    if (random(5) === 0) {
      // Merges of the base into the head on the way, so that two heads may have several merge bases.
      const merged = repository.git("rev-parse", `main~${random(4)}`);
      const theirs = ofCommit.get(merged) ?? files;
      const both = new Map([...theirs, ...[...tree].filter(([path]) => !isBelowFile(path, theirs))]);
      tip = repository.commit(name, difference(tree, consistent(both)), { from: tip, merge: [merged] });
      tree = consistent(both);
    }
    ofCommit.set(tip, tree);
    names.push(name);
  }
  return names;
}

function isBelowFile(path: string, files: Files): boolean {
  return path.split("/").some((_, depth, parts) => depth > 0 && files.has(parts.slice(0, depth).join("/")));
}

/** Without files below files. */
function consistent(files: Files): Files {
  return new Map([...files].filter(([path]) => !isBelowFile(path, files)));
}

function firstFiles(random: Random): Files {
  const files: Files = new Map();
  for (const folder of ["", "lib/", "lib/deep/", "docs/"]) {
    for (let number = 0; number < 3; number += 1) {
      files.set(`${folder}file${number}.txt`, textOf(12 + random(30), `${folder}${number}`));
    }
  }
  files.set(".gitattributes", "NEWS merge=union\n*.dat binary\nodd.txt merge=ours conflict-marker-size=9\n");
  files.set("NEWS", textOf(4, "news"));
  files.set("odd.txt", textOf(9, "odd"));
  files.set("table.dat", textOf(9, "table"));
  files.set("image", new Uint8Array([0, 1, 2, 3, 255]));
  files.set("link", { symlink: "file0.txt" });
  files.set("run.sh", { executable: textOf(6, "run") });
  files.set("module", submodules[0] ?? "");
  return files;
}

function textOf(lines: number, name: string): string {
  return Array.from({ length: lines }, (_, at) => `${name} line ${at}\n`).join("");
}

function difference(before: Files, after: Files): Record<string, Content | undefined> {
  const changes: Record<string, Content | undefined> = {};
  for (const path of before.keys()) if (!after.has(path)) changes[path] = undefined;
  for (const [path, content] of after) if (before.get(path) !== content) changes[path] = content;
  return changes;
}

function changed(before: Files, random: Random, times: number): Files {
  const files = new Map(before);
  for (let time = 0; time < times; time += 1) changeOnce(files, random);
  return consistent(files);
}

function changeOnce(files: Files, random: Random): void {
  const paths = [...files.keys()];
  const path = paths[random(paths.length)] ?? "";
  const content = files.get(path);
  switch (random(14)) {
    case 0:
      files.delete(path);
      break;
    case 1:
    case 2:
      move(files, path, `${["", "lib/", "new/", "docs/"][random(4)]}moved${random(3)}.txt`, random);
      break;
    case 3:
      moveFolder(files, ["lib", "lib/deep", "docs"][random(3)] ?? "", ["src", "lib2", "lib/deeper"][random(3)] ?? "");
      break;
    case 4:
      files.set(
        `${["", "lib/", "lib/deep/", "docs/"][random(4)]}added${random(2)}.txt`,
        textOf(3, `added ${random(2)}`),
      );
      break;
    case 5:
      changeOddly(files, path, content, random);
      break;
    default:
      if (typeof content === "string") files.set(path, edited(content, random));
      else if (content !== undefined && "executable" in content) {
        files.set(path, { executable: edited(content.executable, random) });
      }
  }
}

function changeOddly(files: Files, path: string, content: Content | undefined, random: Random): void {
  switch (random(6)) {
    case 0:
      files.set("image", new Uint8Array([0, random(3), 255]));
      break;
    case 1:
      files.set("module", submodules[random(3)] ?? "");
      break;
    case 2:
      files.set("link", random(2) === 0 ? { symlink: `file${random(3)}.txt` } : textOf(2, "no link"));
      break;
    case 3:
      if (typeof content === "string") files.set(path, { executable: content });
      break;
    case 4:
      files.delete(path);
      files.set(`${path}/below.txt`, textOf(2, "below"));
      break;
    default:
      files.set(".gitattributes", `NEWS merge=union\nfile${random(3)}.txt merge=union\n*.dat -merge\n`);
  }
}

function move(files: Files, from: string, to: string, random: Random): void {
  const content = files.get(from);
  if (content === undefined || from === ".gitattributes") return;
  files.delete(from);
  files.set(to, typeof content === "string" && random(2) === 0 ? edited(content, random) : content);
}

function moveFolder(files: Files, from: string, to: string): void {
  for (const [path, content] of [...files]) {
    if (!path.startsWith(`${from}/`)) continue;
    files.delete(path);
    files.set(`${to}${path.slice(from.length)}`, content);
  }
}

function edited(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random(lines.length);
  const made = `edit ${random(3)}`;
  switch (random(4)) {
    case 0:
      lines.splice(at, 1 + random(2));
      break;
    case 1:
      lines.splice(at, 0, made);
      break;
    case 2:
      lines.splice(at, 1, made);
      break;
    default:
      lines.splice(at, 2, made, `${made} too`);
  }
  return lines.join("\n");
}
