import type { Finding } from "../core/finding.ts";

/**
 * Gives every finding of a gate its id: a digest of gate, rule and place. Where several have these in common, their words
 * count, too, so that no id that is made here ever stands for two findings that say different things. An id that the gate gave
 * itself is kept.
 */
export function withIds<F extends readonly Finding[]>(gate: string, findings: F): F;
export function withIds(gate: string, findings: readonly Finding[]): readonly Finding[] {
  const keys = findings.map((finding) => keyOf(gate, finding));
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return findings.map((finding, at) => {
    if (finding.id !== undefined) return finding;
    const key = keys[at] ?? "";
    return { ...finding, id: digestOf(counts.get(key) === 1 ? key : JSON.stringify([key, finding.what])) };
  });
}

function keyOf(gate: string, { rule, at }: Finding): string {
  return JSON.stringify([gate, rule, at?.path ?? null, at?.firstLine ?? null, at?.lastLine ?? null]);
}

const prime = 0x100000001b3n;
const offset = 0xcbf29ce484222325n;
const half = 40n;

/**
 * FNV-1a of 64 bits over UTF-16 code units, folded to the 40 bits that ten hexadecimal digits show. Source: draft-eastlake-fnv. It
 * names a finding to people; whoever trusts it compares rule and place, too.
 */
function digestOf(text: string): string {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    for (const octet of [unit >> 8, unit & 0xff]) hash = BigInt.asUintN(64, (hash ^ BigInt(octet)) * prime);
  }
  const folded = BigInt.asUintN(Number(half), (hash >> half) ^ hash);
  return folded.toString(16).padStart(10, "0");
}
