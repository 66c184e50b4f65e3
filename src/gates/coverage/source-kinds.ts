import type { Measured } from "./model.ts";

/** Tells whether a file is of a kind that the reports measure, by its ending. */
export function sourceTest({ files }: Measured): (path: string) => boolean {
  const endings = new Set([...files.keys()].map(endingOf));
  return (path) => endings.has(endingOf(path));
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.slice(name.lastIndexOf(".") + 1);
}
