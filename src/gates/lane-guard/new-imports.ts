import type { NewWays } from "../../core/gate.ts";
import { isLinked, type Links, linksOf, type Rows, rowOf } from "../../formats/imports/graph/links.ts";
import { beforeOf } from "./before.ts";
import type { Commits, LaneGuardFacts } from "./model.ts";

/** Who imports in head what it did not import in base, and whom: by names of modules, and by paths where contracts name these. */
export function newImports(facts: LaneGuardFacts): NewWays {
  const parts = [facts, ...(facts.paths === undefined ? [] : [{ ...facts, ...facts.paths }])].map(addedLinks);
  return {
    from: together(parts, ({ names, importers }) => namesOf(names, importers)),
    to: together(parts, ({ names, imported }) => namesOf(names, imported)),
    around: () => ({
      before: together(parts, ({ names, links, importers }) => namesOf(names, reached(links.importers, importers))),
      beyond: together(parts, ({ names, links, imported }) => namesOf(names, reached(links.imported, imported))),
    }),
  };
}

interface AddedLinks {
  readonly names: readonly string[];
  readonly links: Links;
  /** Ids in head. */
  readonly importers: ReadonlySet<number>;
  readonly imported: ReadonlySet<number>;
}

/** A link counts wherever it stands, below `if TYPE_CHECKING:` too: contracts choose for themselves. */
function addedLinks(commits: Commits): AddedLinks {
  const { names } = commits.head.graph;
  const [then, links] = [linksOf(commits.base.graph), linksOf(commits.head.graph)];
  const { idInBase } = beforeOf(commits);
  const importers = new Set<number>();
  const imported = new Set<number>();
  for (let importer = 0; importer < names.length; importer += 1) {
    const importerThen = idInBase[importer] ?? -1;
    for (const target of rowOf(links.imported, importer)) {
      const targetThen = idInBase[target] ?? -1;
      if (importerThen !== -1 && targetThen !== -1 && isLinked(then, importerThen, targetThen)) continue;
      importers.add(importer);
      imported.add(target);
    }
  }
  return { names, links, importers, imported };
}

/** Where the rows lead from these, themselves included. */
function reached(rows: Rows, from: ReadonlySet<number>): ReadonlySet<number> {
  const met = new Set(from);
  // A set is walked to its end, also to what is added meanwhile.
  for (const id of met) for (const next of rowOf(rows, id)) met.add(next);
  return met;
}

function namesOf(names: readonly string[], ids: ReadonlySet<number>): readonly string[] {
  return Array.from(ids, (id) => names[id] ?? "");
}

function together(parts: readonly AddedLinks[], namesIn: (part: AddedLinks) => readonly string[]): ReadonlySet<string> {
  return new Set(parts.flatMap(namesIn));
}
