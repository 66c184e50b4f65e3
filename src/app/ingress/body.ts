import type { IncomingMessage } from "node:http";

/** `cut-off`: the other side went away in the middle. */
export type Body =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "cut-off" };

/** Reads the body, and stops at the first byte too many: the length that a header claims is not believed. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      chunks.length = 0;
      resolve({ kind: "too-large" });
    });
    request.on("end", () => resolve({ kind: "whole", text: Buffer.concat(chunks).toString("utf8") }));
    request.on("error", () => resolve({ kind: "cut-off" }));
    request.on("close", () => resolve({ kind: "cut-off" }));
  });
}

/** Only an object can be a payload. */
export function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // The parser's message repeats parts of the payload; that it failed is all there is to say.
    return undefined;
  }
}
