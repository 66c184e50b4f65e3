import { describe, expect, it } from "@jest/globals";
import { readProvenance } from "../../../src/formats/attestations/provenance.ts";
import {
  digestLengths,
  maxSubjects,
  readStatement,
  statementPayloadType,
} from "../../../src/formats/attestations/statement.ts";
import { provenanceV02, statementOf } from "../../support/build-statements.ts";
import { numbersFrom } from "../../support/numbers.ts";

/** How many statements are damaged. */
const rounds = Number(process.env["STATEMENT_MUTATIONS"] ?? 5_000);
const seeds = [
  statementOf("a"),
  statementOf("a", { predicateType: "https://slsa.dev/provenance/v0.2", predicate: provenanceV02() }),
].map((statement) => new TextEncoder().encode(JSON.stringify(statement)));

describe("statements that are damaged at random", () => {
  it("are read as statements that keep every rule, or refused with words; never is anything thrown", () => {
    const below = numbersFrom(20_270_131);
    let read = 0;
    for (let round = 0; round < rounds; round += 1) {
      const [seed = new Uint8Array()] = seeds.slice(round % seeds.length);
      const bytes = damaged(seed, below);
      const result = readStatement(statementPayloadType, bytes);
      if (result.kind === "refused") {
        expect(result.because).toMatch(/\w/);
        continue;
      }
      read += 1;
      const { subjects } = result.statement;
      expect(subjects.length > 0 && subjects.length <= maxSubjects).toBe(true);
      for (const { digests } of subjects) {
        for (const [algorithm, value] of digests) {
          const length = digestLengths.get(algorithm);
          expect(length === undefined || new RegExp(`^[0-9a-f]{${length}}$`).test(value)).toBe(true);
        }
      }
      expect(["provenance", "another", "refused"]).toContain(readProvenance(result.statement).kind);
    }
    // Both ways are taken.
    expect(read).toBeGreaterThan(rounds / 100);
    expect(read).toBeLessThan(rounds);
  });
});

/** Replaces, removes, repeats or inserts a few bytes. */
function damaged(seed: Uint8Array, below: (limit: number) => number): Uint8Array {
  let bytes = [...seed];
  for (let edits = 1 + below(3); edits > 0; edits -= 1) {
    const place = below(bytes.length);
    const length = 1 + below(12);
    const kind = below(4);
    if (kind === 0) bytes[place] = below(256);
    else if (kind === 1) bytes.splice(place, length);
    else if (kind === 2)
      bytes = [...bytes.slice(0, place), ...bytes.slice(place, place + length), ...bytes.slice(place)];
    else
      bytes.splice(
        place,
        0,
        ...new TextEncoder().encode(['"', "{", "]", "null", '"subject":[],', "1e999"][below(6)] ?? ""),
      );
  }
  return new Uint8Array(bytes);
}
