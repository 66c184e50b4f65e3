import { ASN1Obj } from "@sigstore/core";

/** The only tags that are needed here. Source: ITU-T X.690. */
const utf8String = 0x0c;

/** Node's own buffer, of the same bytes. */
export function bufferOf(bytes: Uint8Array): Buffer<ArrayBuffer> {
  return Buffer.from(bytes);
}

/** Parses DER; throws when the bytes are not the one canonical encoding of what they say. */
export function parseDer(bytes: Uint8Array): ASN1Obj {
  const object = ASN1Obj.parseBuffer(bufferOf(bytes));
  if (!object.toDER().equals(bytes)) throw new Error("it is not canonical DER");
  return object;
}

/** The text of a DER UTF8String that fills the bytes; throws for anything else, and for control characters. */
export function utf8StringOf(bytes: Uint8Array): string {
  const { tag, value } = parseDer(bytes);
  if (tag.toDER() !== utf8String) throw new Error("it is not a UTF8String");
  return plainText(value);
}

/** Throws for bytes that are not UTF-8 or hold control characters. */
export function plainText(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  if (/\p{Cc}/u.test(text)) throw new Error("it has control characters");
  return text;
}

const organisation = "2.5.4.10";

/** The organisation of a distinguished name, given as the value of its sequence; undefined unless there is exactly one. */
export function organisationOf(name: ASN1Obj): string | undefined {
  const parts = name.subs.flatMap(({ subs }) => subs).filter(({ subs }) => subs[0]?.toOID() === organisation);
  const [only, ...others] = parts;
  return only === undefined || others.length > 0 ? undefined : only.subs[1]?.value.toString("utf8");
}
