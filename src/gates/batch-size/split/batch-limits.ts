/** What one review may hold. */
export interface BatchLimits {
  readonly maxFiles: number;
  readonly maxLines: number;
}

export interface Size {
  readonly count: number;
  readonly lines: number;
}

export function sizeOf(files: readonly { readonly lines: number }[]): Size {
  return { count: files.length, lines: files.reduce((sum, { lines }) => sum + lines, 0) };
}

export function together(one: Size, other: Size): Size {
  return { count: one.count + other.count, lines: one.lines + other.lines };
}

export function fits({ count, lines }: Size, { maxFiles, maxLines }: BatchLimits): boolean {
  return count <= maxFiles && lines <= maxLines;
}
