import { fitPicture } from "./fit-picture.ts";
import { layOut, textWidth } from "./layout.ts";
import type { Picture, View } from "./picture.ts";
import { shortText } from "./plain-text.ts";
import { drawing, type Links } from "./svg-drawing.ts";
import { svgStyle } from "./svg-style.ts";
import { type Xml, xml } from "./xml.ts";

/** More cannot be read, and takes seconds to lay out. */
const maxNodes = 120;
const maxEdges = 160;
const lineHeight = 18;

/** A picture on its own: no script, no link, nothing to load. */
export function renderSvg(view: View): string {
  const picture = fitPicture(view, ({ nodes, edges }) => nodes.length <= maxNodes && edges.length <= maxEdges);
  const captions = [shortText(picture.title, 120), ...picture.notes.flatMap((note) => wrapText(note, 110))];
  const placed = layOut(picture);
  const top = captions.length * lineHeight + 12;
  const width = Math.ceil(Math.max(placed.width, ...captions.map((line) => textWidth(line, 7) + 32)));
  const height = Math.ceil(placed.height + top);
  const texts = captions.map((line, index) => {
    return xml`<text class="${index === 0 ? "title" : "caption"}" x="16" y="${24 + index * lineHeight}">${line}</text>`;
  });
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${picture.title}</title>
<style>${{ xml: svgStyle }}</style>
<rect class="paper" width="${width}" height="${height}"/>
${texts}
<g transform="translate(0 ${top})">
${drawing(placed)}
</g>
</svg>
`.xml;
}

/** The drawing alone, for a page that brings the style. */
export function embeddedSvg(picture: Picture, links: Links): Xml {
  const placed = layOut(picture);
  const [width, height] = [Math.ceil(placed.width), Math.ceil(placed.height)];
  return xml`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${picture.title}">
${drawing(placed, links)}
</svg>`;
}

/** Breaks a sentence into lines at its spaces. */
function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
