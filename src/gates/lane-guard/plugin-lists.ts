import type { PythonImports } from "../../formats/imports/python/imports.ts";
import type { PythonFile } from "./model.ts";

/**
 * What a file imports, with the modules in the lists of these variables, as calls would import them. A list that was
 * not read to its end counts as such a call.
 */
export function importsWithPlugins(
  { imports, unreadDynamic, lists }: Pick<PythonImports, "imports" | "unreadDynamic" | "lists">,
  variables: readonly string[],
): Pick<PythonFile, "imports" | "unreadDynamic"> {
  // Where a file has too many lists, any of them may be left out.
  const wanted = lists.filter(({ variable }) => variable === "*" || variables.includes(variable));
  if (variables.length === 0 || wanted.length === 0) return { imports, unreadDynamic };
  const plugins = wanted.flatMap(({ names }) =>
    names.map(({ module, line }) => {
      const flags = { typeCheckingOnly: false, lazy: false, dynamic: true };
      return { level: 0, module, name: undefined, line, nameLine: line, ...flags };
    }),
  );
  const unread = wanted.filter(({ complete }) => !complete).map(({ line }) => ({ line, mark: 0 }));
  return {
    imports: [...imports, ...plugins].toSorted((left, right) => left.line - right.line),
    unreadDynamic: [...unreadDynamic, ...unread].toSorted((left, right) => left.line - right.line),
  };
}
