/** Takes the records of one pair of trees. */
interface RecordReader {
  push(records: readonly string[]): void;
}

const header = /^[0-9a-f]{40,64} [0-9a-f]{40,64}\n/;

/** Whether this line of `git diff-tree --stdin -p` begins the next pair of trees. No line of a patch looks like it. */
export function isPairHeader(line: string): boolean {
  return /^[0-9a-f]{40,64} [0-9a-f]{40,64}$/.test(line);
}

/**
 * Parts what `git diff-tree --stdin -z --raw` prints for many pairs of trees: a line for each pair, then the NUL-separated
 * records of its changes. `end` gives a reader a pair; whoever has no change may have none behind it.
 */
export function treePairReaders<R extends RecordReader>(
  makeReader: () => R,
): { push(records: readonly string[]): void; end(pairs: number): readonly R[] } {
  const readers: R[] = [];
  let paths = 0;

  function take(record: string): void {
    let text = record;
    if (paths > 0) paths -= 1;
    else {
      for (let match = header.exec(text); match !== null; match = header.exec(text)) {
        readers.push(makeReader());
        text = text.slice(match[0].length);
      }
      if (text === "") return;
      paths = /^:.* [RC]\d*$/.test(text) ? 2 : 1;
    }
    readers.at(-1)?.push([text]);
  }

  return {
    push(records) {
      for (const record of records) take(record);
    },
    end(pairs) {
      while (readers.length < pairs) readers.push(makeReader());
      return readers;
    },
  };
}
