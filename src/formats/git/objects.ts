/** One answer of `git cat-file`: the object's type and size, and its bytes when they were asked for. */
export type ListedObject =
  | { readonly kind: "object"; readonly id: string; readonly type: string; readonly size: number }
  | { readonly kind: "missing"; readonly name: string };

/** One line of `git cat-file --batch-check`: `<id> <type> <size>` or `<name> missing`. Undefined when it is none. */
export function parseObjectLine(line: string): ListedObject | undefined {
  const words = line.split(" ");
  const [id, type, size] = words;
  if (words.length === 3 && id !== undefined && type !== undefined && size !== undefined && /^\d+$/.test(size)) {
    return { kind: "object", id, type, size: Number(size) };
  }
  return line.endsWith(" missing") ? { kind: "missing", name: line.slice(0, -" missing".length) } : undefined;
}

/**
 * Every object in the output of `git cat-file --batch`: a line as above, the bytes, and a line feed. The bytes are
 * views of the output. Stops where the output does not follow that form.
 */
export function* readObjects(output: Uint8Array): Generator<{ readonly id: string; readonly bytes: Uint8Array }> {
  let at = 0;
  while (at < output.length) {
    const lineEnd = output.indexOf(lineFeed, at);
    if (lineEnd === -1) return;
    const object = parseObjectLine(ascii.decode(output.subarray(at, lineEnd)));
    if (object === undefined) return;
    at = lineEnd + 1;
    if (object.kind === "missing") continue;
    if (at + object.size >= output.length) return;
    yield { id: object.id, bytes: output.subarray(at, at + object.size) };
    at += object.size + 1;
  }
}

const lineFeed = 10;
const ascii = new TextDecoder("latin1");
