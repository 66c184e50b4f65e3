import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { encryptPrivateKey } from "../../../src/cli/keys/encrypt-private-key.ts";
import { openCosignKey } from "./cosign-key.ts";

describe("encryptPrivateKey", () => {
  it("writes what the reader of these tests opens, which opens a key that another NaCl has encrypted", async () => {
    const other = readFileSync(new URL("./fixtures/tweetnacl.key", import.meta.url), "utf8");
    expect(openCosignKey(other, "päss wörd").asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const ours = await encryptPrivateKey(privateKey.export({ type: "pkcs8", format: "der" }), "päss wörd");
    expect(openCosignKey(ours, "päss wörd").equals(privateKey)).toBe(true);
    // Line by line the same form: labels, widths, and the JSON's keys in their order.
    const shapeOf = (pem: string) => {
      const lines = pem.trim().split("\n");
      const json = Buffer.from(lines.slice(1, -1).join(""), "base64").toString();
      return [lines[0], lines[1]?.length, json.replaceAll(/"[A-Za-z0-9+/]{20,}=*"/g, '""'), lines.at(-1)];
    };
    expect(shapeOf(ours)).toEqual(shapeOf(other));
  });

  it("opens under no other passphrase, and never encrypts alike", async () => {
    const der = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" });
    const [one, other] = await Promise.all([encryptPrivateKey(der, "right"), encryptPrivateKey(der, "right")]);
    expect(one).not.toBe(other);
    expect(() => openCosignKey(one, "wrong")).toThrow();
  });
});
