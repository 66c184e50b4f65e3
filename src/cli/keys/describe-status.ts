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
  const ended = purposes.filter(isEnded);
  const mute = purposes.filter((one) => !one.signs && !isEnded(one));
  const signing = purposes.length - ended.length - mute.length;
  const due = purposes.filter(({ state }) => state === "due");
  return {
    heading: `${registry} on ${at}`,
    tables: keys.length === 0 ? [] : [{ title: "Keys", columns, rows }],
    remarks: [
      ...mute.map(({ purpose, key, state }): Remark => {
        const is = state === "future" ? "has not begun" : `is ${stateWords[state]}`;
        const text = `Nobody can sign for ${purpose}: its last key, ${key}, ${is}.`;
        return { sign: "failed", text, lines: [rotate(purpose)] };
      }),
      ...ended.map(({ purpose }): Remark => {
        const text = `Nobody is to sign for ${purpose} any more: every key of it was superseded. If somebody is:`;
        return { sign: "note", text, lines: [rotate(purpose)] };
      }),
      ...due.map(({ purpose, key }): Remark => {
        return { sign: "advice", text: `${key} is due for rotation.`, lines: [rotate(purpose)] };
      }),
    ],
    conclusion: conclusionOf(signing, mute.length),
  };
}

function rotate(purpose: string): string {
  return `lanekeeper keys rotate ${purpose} --private-key <file>`;
}

/** Whether somebody has ended it: each key was revoked as superseded, and none came after them. */
export function isEnded({ state }: KeysStatusOutput["purposes"][number]): boolean {
  return state === "superseded";
}

function conclusionOf(signing: number, mute: number): Remark {
  if (mute > 0)
    return { sign: "failed", text: `${mute} of ${signing + mute} purposes have no key that signs.`, lines: [] };
  if (signing === 0) return { sign: "failed", text: "Nobody signs for anything.", lines: [] };
  return {
    sign: "passed",
    text: signing === 1 ? "Its purpose has a key that signs." : `All ${signing} purposes have a key that signs.`,
    lines: [],
  };
}
