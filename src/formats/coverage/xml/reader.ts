import { shown } from "../../reports/problem-log.ts";
import type { ProblemLog } from "../problems.ts";
import type { FormatReader } from "../reader.ts";
import type { Attributes } from "./attributes.ts";
import { clover } from "./clover.ts";
import { cobertura } from "./cobertura.ts";
import { jacoco } from "./jacoco.ts";
import { opencover } from "./opencover.ts";
import type { XmlFormat } from "./xml-format.ts";
import { type XmlHandler, xmlStream } from "./xml-stream.ts";

/** Reads whichever format of XML it is. The first two elements tell: two of them have the same root. */
export function xmlReader(problems: ProblemLog): FormatReader {
  const state: State = { format: undefined, root: undefined, refused: false };
  const stream = xmlStream(handlerOf(state, problems), problems);
  return {
    push: stream.push,
    end() {
      stream.end();
      if (state.format === undefined && problems.complete()) {
        const what = state.root === undefined ? "it is XML without an element." : `it has nothing in its root element.`;
        problems.note("empty", what);
      }
      return state.format?.end() ?? { kind: "unknown" };
    },
  };
}

interface State {
  format: XmlFormat | undefined;
  root: { readonly name: string; readonly attributes: Attributes } | undefined;
  refused: boolean;
}

function handlerOf(state: State, problems: ProblemLog): XmlHandler {
  return {
    open(name, attributes, parents) {
      if (state.refused) return;
      state.format ??= choose(name, attributes, state, problems);
      if (state.format === undefined) return;
      if (name !== state.format.leaf.name && !state.format.elements.has(name)) {
        problems.note("unknown-entry", `there is no element ${shown(name)} in this format.`);
      }
      state.format.open(name, attributes, parents);
    },
    close(name) {
      state.format?.close(name);
    },
    text(text, parents) {
      const parent = parents.at(-1) ?? "";
      if (state.format?.texts.has(parent) === true) state.format.text(parent, text);
      else if (!state.refused) problems.note("unknown-entry", `text stands where only elements can: ${shown(text)}.`);
    },
    leaf: () => state.format?.leaf,
  };
}

function choose(name: string, attributes: Attributes, state: State, problems: ProblemLog): XmlFormat | undefined {
  const format = formatOf(state.root?.name, name, problems);
  const { root } = state;
  if (format !== undefined) {
    if (root !== undefined) format.open(root.name, root.attributes, []);
    return format;
  }
  if (root === undefined && name === "coverage") state.root = { name, attributes };
  else {
    const path = root === undefined ? name : `${root.name}/${name}`;
    problems.note("unknown-format", `no coverage format begins with the elements ${shown(path)}.`);
    state.refused = true;
  }
  return undefined;
}

function formatOf(root: string | undefined, name: string, problems: ProblemLog): XmlFormat | undefined {
  if (root === undefined && name === "report") return jacoco(problems);
  if (root === undefined && name === "CoverageSession") return opencover(problems);
  if (root === "coverage" && /^(sources|packages)$/.test(name)) return cobertura(problems);
  if (root === "coverage" && /^(project|testproject)$/.test(name)) return clover(problems);
  return undefined;
}
