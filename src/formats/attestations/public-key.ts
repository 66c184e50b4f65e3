import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { bytesOf, textOf } from "../reports/base64.ts";
import { derTags, firstElement, onlyElement, positiveInteger } from "./der.ts";

export const keyAlgorithms = ["ecdsa-p256", "ecdsa-p384", "ed25519", "rsa"] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

export type ReadPublicKey =
  | {
      readonly kind: "key";
      readonly algorithm: KeyAlgorithm;
      /** `sha256:` and the hex SHA-256 of the SubjectPublicKeyInfo's DER. */
      readonly fingerprint: string;
    }
  /** In words, as the end of a sentence. */
  | { readonly kind: "refused"; readonly because: string };

const minRsaBits = 2_048;
/** Checking one signature takes time with the square of this. */
const maxRsaBits = 8_192;

/** DER of AlgorithmIdentifier (RFC 5480, RFC 8410, RFC 3279): an algorithm is these bytes or it is another one. */
const identifiers: readonly (readonly [string, KeyAlgorithm])[] = [
  ["301306072a8648ce3d020106082a8648ce3d030107", "ecdsa-p256"],
  ["301006072a8648ce3d020106052b81040022", "ecdsa-p384"],
  ["300506032b6570", "ed25519"],
  ["300d06092a864886f70d0101010500", "rsa"],
];

/** Reads a `PUBLIC KEY` PEM (RFC 7468) strictly: one key, of an algorithm that counts, with nothing around it. */
export function readPublicKey(pem: string): ReadPublicKey {
  const der = derOfPem(pem);
  if (der === undefined)
    return refused("it is no PEM that begins with `-----BEGIN PUBLIC KEY-----`, with one key in it");
  const found = identify(der);
  if (found === undefined) {
    return refused("its algorithm is none of ECDSA on P-256 or P-384, Ed25519, and RSA, or it is damaged");
  }
  const flaw = flawIn(found.algorithm, found.key);
  if (flaw !== undefined) return refused(flaw);
  return { kind: "key", algorithm: found.algorithm, fingerprint: `sha256:${bytesToHex(sha256(der))}` };
}

function refused(because: string): ReadPublicKey {
  return { kind: "refused", because };
}

function derOfPem(pem: string): Uint8Array | undefined {
  const lines = pem.trim().split(/\r\n?|\n/);
  if (lines[0] !== "-----BEGIN PUBLIC KEY-----" || lines.at(-1) !== "-----END PUBLIC KEY-----") return undefined;
  const text = lines.slice(1, -1).join("");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const der = bytesOf(text);
  // The last characters can hold bits that no decoder looks at.
  return textOf(der) === text ? der : undefined;
}

function identify(der: Uint8Array): { readonly algorithm: KeyAlgorithm; readonly key: Uint8Array } | undefined {
  const inside = onlyElement(der, derTags.sequence);
  if (inside === undefined) return undefined;
  for (const [hex, algorithm] of identifiers) {
    const identifier = hexToBytes(hex);
    if (!identifier.every((byte, index) => inside[index] === byte)) continue;
    const bits = onlyElement(inside.subarray(identifier.length), derTags.bitString);
    return bits?.[0] === 0 ? { algorithm, key: bits.subarray(1) } : undefined;
  }
  return undefined;
}

function flawIn(algorithm: KeyAlgorithm, key: Uint8Array): string | undefined {
  switch (algorithm) {
    case "ecdsa-p256":
      return isPoint(() => p256.Point.fromBytes(key), key.length === 65) ? undefined : "it is no point of P-256";
    case "ecdsa-p384":
      return isPoint(() => p384.Point.fromBytes(key), key.length === 97) ? undefined : "it is no point of P-384";
    case "ed25519":
      // Under a point of small order a signature can be made without the private key.
      return isPoint(() => ed25519.Point.fromBytes(key).isSmallOrder() === false, key.length === 32)
        ? undefined
        : "it is no point of Ed25519 that can be a key";
    case "rsa":
      return flawInRsa(key);
  }
}

/** Whether `make` neither throws nor says no. Compressed points are refused by their length, so that a key has one fingerprint. */
function isPoint(make: () => unknown, hasLength: boolean): boolean {
  if (!hasLength) return false;
  try {
    return make() !== false;
  } catch {
    return false;
  }
}

/** RSAPublicKey of RFC 8017: modulus and exponent. */
function flawInRsa(key: Uint8Array): string | undefined {
  const inside = onlyElement(key, derTags.sequence);
  const first = inside === undefined ? undefined : firstElement(inside, derTags.integer);
  const modulus = first === undefined ? undefined : positiveInteger(first.inside);
  const second = first === undefined ? undefined : onlyElement(first.rest, derTags.integer);
  const exponent = second === undefined ? undefined : positiveInteger(second);
  if (modulus === undefined || exponent === undefined) return "its modulus and exponent cannot be read";
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < minRsaBits || bits > maxRsaBits) {
    return `it has ${bits} bits; an RSA key counts from ${minRsaBits} to ${maxRsaBits} bits`;
  }
  const isOdd = (bytes: Uint8Array) => ((bytes.at(-1) ?? 0) & 1) === 1;
  const isUsual = exponent.length <= 4 && (exponent.length > 1 || (exponent[0] ?? 0) > 1);
  return isOdd(modulus) && isOdd(exponent) && isUsual ? undefined : "its modulus or exponent is none of an RSA key";
}
