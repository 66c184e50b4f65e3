/**
 * One size of repository, in a process of its own so that its memory can be told:
 * `node bench/lane-guard/one-size.ts FILES BYTES CHANGED`. Prints one line of JSON.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deskAttestations } from "../../src/cli/check/desk-attestations.ts";
import { derivations } from "../../src/engine/derivations.ts";
import { laneGuard } from "../../src/gates/lane-guard/gate.ts";
import { openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { treeCache } from "../../src/git/tree-cache.ts";
import { memoryEvidence } from "../../src/memory/evidence.ts";
import { extractInThreads } from "../../src/workers/extract-in-bulk.ts";
import { packages } from "./generate.ts";

const changes = 16;
const [files = 10_000, bytes = 0, changed = 10] = process.argv.slice(2).map(Number);

const nothingRemembered = { read: async () => new Map<string, string>(), write: async () => undefined };

const settings = laneGuard.settings.parse({
  contracts: [
    { name: "Lanes", type: "forbidden", from: packages.slice(0, 2), to: packages.slice(-2) },
    { name: "Core", type: "forbidden", from: packages.slice(2, 3), to: packages.slice(-1) },
  ],
});

function generate(directory: string): void {
  const script = join(import.meta.dirname, "make-repository.ts");
  execFileSync(process.execPath, [script, directory, ...[files, bytes, changes, changed].map(String)]);
}

/** Request to verdict, for one change after the other: the first is cold, the others find trees and files known. */
async function judgeChanges(directory: string) {
  const clone = await openClone(directory);
  const shas = await Promise.all(
    Array.from({ length: changes }, async (_, change) => clone.resolve(`change-${change}`)),
  );
  const mergeBase = await clone.resolve("main");
  const deriving = derivations(nothingRemembered, { bulk: extractInThreads() });
  const trees = treeCache();
  const times: number[] = [];
  let said = "";
  for (const head of shas) {
    const started = performance.now();
    const repository = openRepositorySource(clone, { mergeBase, head, deriving, trees });
    const subject = { kind: "local", baseRef: "main", headRef: head } as const;
    const judged = await laneGuard.run(settings, {
      subject,
      repository,
      evidence: memoryEvidence(),
      attestations: deskAttestations({ clone, head, headName: head }),
      today: "2027-01-31",
      now: Date.parse("2027-01-31"),
    });
    times.push(performance.now() - started);
    if (judged.kind !== "ruling") throw new Error(`no ruling: ${judged.because}`);
    said = judged.ruling.summary;
  }
  return { times, said };
}

const directory = mkdtempSync(join(tmpdir(), "lane-guard-bench-"));
try {
  generate(directory);
  const { times, said } = await judgeChanges(directory);
  const [cold = Number.NaN, , ...warm] = times;
  const edited = warm.filter((_, index) => index % 2 === 0);
  const restructured = warm.filter((_, index) => index % 2 === 1);
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ cold, edited, restructured, memoryMb, said }));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
