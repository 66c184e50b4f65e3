import { expect, it } from "@jest/globals";
import { type Blob, isSameBlob } from "../../src/core/repository.ts";

const bytes = (...values: readonly number[]): Blob => ({ kind: "bytes", bytes: Uint8Array.from(values) });
const missing: Blob = { kind: "missing" };
const large: Blob = { kind: "too-large", size: 9 };

it.each<[string, Blob, Blob, boolean]>([
  ["the same bytes", bytes(1, 2), bytes(1, 2), true],
  ["other bytes", bytes(1, 2), bytes(1, 3), false],
  ["the beginning of the other", bytes(1), bytes(1, 2), false],
  ["nothing and nothing", missing, missing, true],
  ["nothing and an empty file", missing, bytes(), false],
  ["what nobody has read", large, large, false],
])("knows whether %s is the same file", (_what, one, other, same) => {
  expect([isSameBlob(one, other), isSameBlob(other, one)]).toEqual([same, same]);
});
