import { countOf, grouped } from "../../../core/count-of.ts";
import { shortTrace } from "../../../core/short-trace.ts";
import type { FileFact } from "../facts.ts";
import type { RuleOf } from "../rule-settings.ts";
import { type Check, filesOf } from "./said.ts";

/** A definition is gone when its file has none of that qualified name any more. */
export const checkDeletedDefinitions: Check<RuleOf<"deleted-definitions">> = (rule, files) => {
  const arrived = rule["allow-moved"] ? arrivals(files) : new Set<string>();
  const gone = filesOf(rule, files).flatMap((file) =>
    goneFrom(file)
      .filter(({ name, fingerprint }) => !arrived.has(keyOf(name, fingerprint)))
      .map(({ qualifiedName, firstLine }) => ({ file, qualifiedName, firstLine })),
  );
  const [first] = gone;
  if (gone.length <= rule.max || first === undefined) return [];
  const allowed = rule.max === 0 ? "" : `; at most ${grouped(rule.max)} may go`;
  return [
    {
      rule: "deleted-definitions",
      what: `The change deletes ${countOf(gone.length, "definition")}${allowed}.`,
      why: "A mechanical change keeps what others call: what it deletes is a decision that a person has to take.",
      fix: `Bring ${first.qualifiedName} back, or delete it in a change of its own.`,
      ...(first.file.status === "deleted" ? {} : { at: { path: first.file.path } }),
      trace: shortTrace(
        gone.map(({ file, qualifiedName, firstLine }) => `${nameBefore(file)}:${firstLine}: ${qualifiedName}`),
      ),
    },
  ];
};

function goneFrom({ before, after }: FileFact) {
  const left = new Set(after?.definitions.map(({ qualifiedName }) => qualifiedName));
  return (before?.definitions ?? []).filter(({ qualifiedName }) => !left.has(qualifiedName));
}

/** What the change adds to any file: the last name and the content of each definition. */
function arrivals(files: readonly FileFact[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ before, after }) => {
      const known = new Set(before?.definitions.map(({ qualifiedName }) => qualifiedName));
      return (after?.definitions ?? [])
        .filter(({ qualifiedName }) => !known.has(qualifiedName))
        .map(({ name, fingerprint }) => keyOf(name, fingerprint));
    }),
  );
}

function keyOf(name: string, fingerprint: number): string {
  return `${fingerprint} ${name}`;
}

function nameBefore({ path, pathBefore }: FileFact): string {
  return pathBefore ?? path;
}
