import type { Before } from "./before.ts";
import type { ModulePair } from "./contracts/violations.ts";
import { linksMatching, type SetScene } from "./scenes.ts";

/** An entry of `ignore` whose import is still there, under names that the change gives to its modules. */
export interface RenamedIgnore {
  /** As it is written. */
  readonly text: string;
  /** As it has to be written from now on. */
  readonly now: string;
  readonly links: readonly ModulePair[];
}

/** Entries that match an import of the merge base and none of head, because the change renames its modules. */
export function renamedIgnores(head: SetScene, base: SetScene, { nameInHead }: Before): readonly RenamedIgnore[] {
  const { graph, links } = head.scene;
  const freed = head.unmatchedIgnores.filter((text) => !base.unmatchedIgnores.includes(text));
  return freed.flatMap((text) => {
    const names = text.split("->").map((side) => side.trim());
    const namesNow = names.map(nameInHead);
    const now = namesNow.join(" -> ");
    const found = names.every((name, index) => name === namesNow[index]) ? [] : linksMatching(graph, links, now);
    return found.length === 0 ? [] : [{ text, now, links: found }];
  });
}
