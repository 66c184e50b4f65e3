import { stateWords } from "../../gates/attestations/keys/texts.ts";
import type { Page, Remark } from "../coverage/page.ts";
import type { KeysStatusOutput } from "./status-output.ts";

export function describeStatus({ registry, keys, purposes, at }: KeysStatusOutput): Page {
  const columns = ["key", "purpose", "algorithm", "state", "age", "signs until", "fingerprint"];
  const rows = keys.map((key) => [
    ...[key.id, key.purpose, key.algorithm, stateWords[key.state]],
    key.ageDays < 0 ? "–" : `${key.ageDays} d`,
    key.state === "compromised" ? "never" : key.signsUntil,
    `${key.fingerprint.slice(0, "sha256:".length + 12)}…`,
  ]);
  const mute = purposes.filter(({ signs }) => !signs);
  const due = purposes.filter(({ state }) => state === "due");
  return {
    heading: `${registry} on ${at}`,
    tables: keys.length === 0 ? [] : [{ title: "Keys", columns, rows }],
    remarks: [
      ...mute.map(({ purpose, key, state }): Remark => {
        const is = state === "future" ? "has not begun" : `is ${stateWords[state]}`;
        const text = `Nobody can sign for ${purpose}: its last key, ${key}, ${is}.`;
        return { sign: "failed", text, lines: [`lanekeeper keys rotate ${purpose}`] };
      }),
      ...due.map(({ purpose, key }): Remark => {
        return { sign: "advice", text: `${key} is due for rotation.`, lines: [`lanekeeper keys rotate ${purpose}`] };
      }),
    ],
    conclusion: conclusionOf(purposes.length, mute.length),
  };
}

function conclusionOf(purposes: number, mute: number): Remark {
  if (mute > 0) return { sign: "failed", text: `${mute} of ${purposes} purposes have no key that signs.`, lines: [] };
  if (purposes === 0) return { sign: "failed", text: "Nobody signs for anything.", lines: [] };
  return {
    sign: "passed",
    text: purposes === 1 ? "Its purpose has a key that signs." : `All ${purposes} purposes have a key that signs.`,
    lines: [],
  };
}
