import { grouped } from "../../core/count-of.ts";
import { firstRows } from "../../core/report-table.ts";
import type { Table } from "../../core/verdict.ts";
import type { JudgedPath } from "./judge-paths.ts";
import type { OwnershipFacts } from "./model.ts";
import { ownersText, shownText, sourceText } from "./wording.ts";

/** Who acts, who owns how much, and which owned paths the change touches. */
export function ownershipTables({ actors, owned }: OwnershipFacts, judged: readonly JudgedPath[]): readonly Table[] {
  const touched = judged.filter(({ ownership }) => ownership.mode !== "open");
  const people = actors.map(({ login, agent, tier, because }) => [
    login ?? "–",
    agent ?? "–",
    tier,
    shownText(because),
  ]);
  const owners = [...(owned?.counts ?? [])].map(([owner, count]) => [
    owner,
    grouped(count),
    grouped(touchedBy(touched, owner)),
  ]);
  const paths = touched.map(({ path, ownership, objections }) => [
    markOf(objections),
    shownText(path),
    ownership.mode === "shared" ? "everybody" : ownersText(ownership.owners),
    ownership.mode,
    sourceText(ownership),
  ]);
  return [
    { title: "Who acts", columns: ["account", "agent", "trust", "because"], rows: people },
    { title: "Owners", columns: ["owner", "files", "touched here"], rows: owners },
    { title: "Touched paths with an owner", columns: ["", "path", "owner", "mode", "by"], rows: paths },
  ]
    .filter(({ rows }) => rows.length > 0)
    .map(firstRows);
}

function touchedBy(touched: readonly JudgedPath[], owner: string): number {
  return touched.filter(({ ownership: { owners, mode } }) => mode !== "shared" && owners.includes(owner)).length;
}

function markOf(objections: JudgedPath["objections"]): string {
  if (objections.some(({ kind }) => kind === "denied")) return "✗";
  return objections.length > 0 ? "!" : "✓";
}
