/** A dotted name of a module. */
const moduleName = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

export function isModuleName(text: string): boolean {
  return moduleName.test(text);
}

/** A module's name in a text such as `a.b` or `a.b:Class`; undefined when it is none. */
export function moduleOf(text: string): string | undefined {
  const colon = text.indexOf(":");
  const name = (colon === -1 ? text : text.slice(0, colon)).normalize("NFKC");
  return isModuleName(name) ? name : undefined;
}
