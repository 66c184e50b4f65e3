import type { SigningKey } from "./signing-keys.ts";

/** A bare DSSE envelope, as a line of a `*.intoto.jsonl`, signed by a key. `keyid` is what cosign leaves empty. */
export function signedEnvelope(
  key: SigningKey,
  statement: unknown,
  { payloadType = "application/vnd.in-toto+json", keyid = "" } = {},
): Uint8Array {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = key.sign(preAuthEncoding(payloadType, payload)).toString("base64");
  return Buffer.from(
    JSON.stringify({ payloadType, payload: payload.toString("base64"), signatures: [{ keyid, sig }] }),
  );
}

/** What is really signed. Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
