import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { Before } from "./before.ts";
import type { Scene } from "./contracts/scene.ts";
import { type DatedException, isOver, lastOfEach } from "./exceptions.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { type RenamedIgnore, renamedIgnores } from "./renamed-ignores.ts";
import { contractInHead } from "./renamed-names.ts";
import { type SetScene, scenesOf } from "./scenes.ts";
import type { Contract } from "./settings/contract.ts";

/** What one contract looks at in both commits. */
export interface SceneSet {
  /** As head is judged by it. */
  readonly contract: Contract;
  readonly head: SetScene;
  readonly base: SetScene;
  readonly renamed: readonly RenamedIgnore[];
  /** What head is compared with: the merge base, in which the contract sees what it ignored under a former name. */
  readonly compared: Scene;
  /** What head has of imports that are ignored until a day, also under new names when that day is over. */
  readonly exceptions: readonly DatedException[];
}

/** Sets the scenes of one contract after the other. Without a day, no exception is over. */
export function sceneSets(
  graphs: { readonly head: ImportGraph; readonly base: ImportGraph },
  before: Before,
  today = "",
): (judged: JudgedContract) => SceneSet {
  const setHead = scenesOf(graphs.head, today);
  const setBase = graphs.base === graphs.head ? setHead : scenesOf(graphs.base, today);
  return (judged) => {
    const contract = setHead === setBase ? judged.contract : contractInHead(judged.contract, graphs, before);
    const [head, base] = [setHead({ ...judged, contract }), setBase(judged)];
    const renamed = setHead === setBase ? [] : renamedIgnores(head, base, before);
    const compared = renamed.length === 0 ? base.scene : setBase(withoutIgnores(judged, renamed)).scene;
    return {
      contract,
      head,
      base,
      renamed,
      compared,
      exceptions: [...head.exceptions, ...overIn(judged, renamed, today)],
    };
  };
}

/** Whoever only renames what is ignored brings nothing new, so head is compared with what was there under the old name. */
function withoutIgnores(judged: JudgedContract, renamed: readonly RenamedIgnore[]): JudgedContract {
  const texts = new Set(renamed.map(({ text }) => text));
  const ignore = judged.contract.ignore.filter((entry) => !texts.has(typeof entry === "string" ? entry : entry.import));
  return { ...judged, contract: { ...judged.contract, ignore } };
}

/** A new name is no way out of a day that is over. */
function overIn(
  { contract }: JudgedContract,
  renamed: readonly RenamedIgnore[],
  today: string,
): readonly DatedException[] {
  if (renamed.length === 0) return [];
  const over = lastOfEach(contract.ignore).filter(({ until }) => isOver(until, today));
  return over.flatMap(({ text, until = "", reason }) =>
    renamed.filter((one) => one.text === text).map(({ links }) => ({ text, until, reason, links })),
  );
}
