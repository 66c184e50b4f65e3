import { plainText } from "./plain-text.ts";

/** Text that is XML already. Only `xml` makes it, so everything else is escaped on the way in. */
export interface Xml {
  readonly xml: string;
}

type Part = string | number | Xml | readonly Xml[];

/** A template for XML and HTML whose every value is escaped, unless it is XML itself. */
export function xml(strings: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  const text = strings.map((fixed, index) => fixed + (index < parts.length ? render(parts[index] ?? "") : ""));
  return { xml: text.join("") };
}

/** Nothing, where a part is not wanted. */
export const noXml: Xml = { xml: "" };

function render(part: Part): string {
  if (typeof part === "string" || typeof part === "number") return escapeXml(String(part));
  if ("xml" in part) return part.xml;
  return part.map((each) => each.xml).join("\n");
}

/** Foreign text between tags and inside quoted attributes. */
function escapeXml(text: string): string {
  return plainText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
