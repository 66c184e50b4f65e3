import { maxDrawingLength, type Ruling } from "../../core/verdict.ts";
import { drawBrokenChains } from "../../formats/imports/graph/picture/draw-chains.ts";

/** The drawing of broken chains, each the names of its modules; none where nothing is broken. */
export function drawingOf(chains: readonly (readonly string[])[]): Pick<Ruling, "drawing"> {
  const drawing = drawBrokenChains(chains).trimEnd();
  // Only names that are hardly letters take so much room, and the findings tell them as well.
  return drawing === "" || drawing.length > maxDrawingLength ? {} : { drawing };
}
