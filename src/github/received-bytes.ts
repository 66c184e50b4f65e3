import { Fault } from "../core/fault.ts";

/** The whole of a stream; `too-large`, and the stream is left, when it has more than so many bytes. Throws what the stream throws. */
export async function boundedBytes(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | "too-large"> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream ?? []) {
    bytes += piece.length;
    // Leaving the loop cancels the stream.
    if (bytes > maxBytes) return "too-large";
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * The text of an answer that Octokit was asked not to read. Throws GITHUB_UNAVAILABLE when it is larger than so many bytes,
 * or breaks off.
 */
export async function boundedText(data: unknown, maxBytes: number): Promise<string> {
  // For some answers it reads the text all the same.
  if (typeof data === "string") return Buffer.byteLength(data) > maxBytes ? tooLarge(maxBytes) : data;
  if (!(data instanceof ReadableStream)) throw trouble("GitHub's answer has no body");
  const bytes = await boundedBytes(data, maxBytes).catch((cause: unknown) => {
    throw trouble("GitHub's answer broke off", cause);
  });
  if (bytes === "too-large") return tooLarge(maxBytes);
  return new TextDecoder().decode(bytes);
}

function tooLarge(maxBytes: number): never {
  throw trouble(`GitHub's answer has more than ${maxBytes} bytes`);
}

function trouble(what: string, cause?: unknown): Fault {
  return new Fault("GITHUB_UNAVAILABLE", `${what}.`, { cause, retry: true });
}
