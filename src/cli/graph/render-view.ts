import { createHash } from "node:crypto";
import { renderDot } from "../../formats/imports/graph/picture/dot.ts";
import { renderHtml } from "../../formats/imports/graph/picture/html.ts";
import { renderMermaid } from "../../formats/imports/graph/picture/mermaid.ts";
import { renderSvg } from "../../formats/imports/graph/picture/svg.ts";
import type { GraphOptions } from "../commands/graph.ts";
import type { ChosenView } from "./choose-view.ts";
import { describeView, listModules } from "./graph-output.ts";
import { asksForView } from "./graph-text.ts";

/** The text that the command prints. Ends with a line feed. */
export function renderView(
  options: GraphOptions,
  view: ChosenView,
  commits: { readonly head: string; readonly base?: string },
): string {
  switch (options.format) {
    case "json":
      return `${JSON.stringify(asksForView(options) ? describeView(view, commits) : listModules(view.map))}\n`;
    case "mermaid":
      return renderMermaid(view);
    case "dot":
      return renderDot(view);
    case "svg":
      return renderSvg(view);
    case "html":
      return renderHtml(view, (text) => createHash("sha256").update(text).digest("base64"));
  }
}
