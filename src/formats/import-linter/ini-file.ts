import type { LinterProblem } from "./configuration.ts";
import { defaultSection, type IniSection, readIni } from "./ini.ts";
import type { WrittenFile, WrittenOption, WrittenSection } from "./written.ts";

/**
 * Sorts out the sections of an INI file. A file of its own has no other sections; in one that tools share, such as
 * `setup.cfg`, only those that look like import-linter's count. What `[DEFAULT]` says is inherited.
 */
export function readIniFile(text: string, isShared: boolean): WrittenFile {
  const { sections, problems } = readIni(text);
  const general = sections.find(({ name }) => name === "importlinter");
  const contracts = sections.filter(({ name }) => name.startsWith("importlinter:"));
  const defaults = sections.find(({ name }) => name === defaultSection);
  const known = [general, defaults, ...contracts];
  const others = sections.filter((section) => !known.includes(section));
  const strange = others.filter(({ name }) => !isShared || looksLikeOurs(name)).map(strangeSection);
  const ours = [...(general === undefined ? [] : [general]), ...contracts];
  return {
    general: general === undefined ? undefined : unescaped(general),
    contracts: contracts.map(unescaped),
    problems: [...problems, ...strange, ...ours.flatMap(({ options }) => [...options.values()].flatMap(references))],
    defaults: defaultsOf(defaults),
    isShared,
  };
}

function looksLikeOurs(name: string): boolean {
  return /import[^a-z]?linter/i.test(name) || /^contracts?\b/i.test(name);
}

function strangeSection({ name, line }: IniSection): LinterProblem {
  const id = /contracts?[^a-z0-9]+(.+)$/i.exec(name)?.[1];
  const meant = id === undefined ? "[importlinter] or [importlinter:contract:<id>]" : `[importlinter:contract:${id}]`;
  return { line, what: `import-linter reads no section [${name}]. Did you mean ${meant}?` };
}

/** `configparser` replaces `%(option)s`, so a percent sign is written twice. */
function references({ items }: WrittenOption): readonly LinterProblem[] {
  return items
    .filter(({ text }) => text.replaceAll("%%", "").includes("%"))
    .map(({ line }) => ({ line, what: "references such as %(option)s are not carried over: write the value out." }));
}

/** `configparser` lets a section inherit each option that it does not set itself. */
function defaultsOf(section: IniSection | undefined): WrittenFile["defaults"] {
  if (section === undefined) return new Map();
  const { options } = unescaped(section);
  return new Map(
    [...section.options].map(([key, option]) => [
      key,
      { ...option, ...options.get(key), problems: references(option) },
    ]),
  );
}

function unescaped({ line, options }: IniSection): WrittenSection {
  const written = [...options].map(([key, option]): [string, WrittenOption] => {
    const items = option.items.map((item) => ({ ...item, text: item.text.replaceAll("%%", "%") }));
    return [key, { ...option, items }];
  });
  return { line, options: new Map(written) };
}
