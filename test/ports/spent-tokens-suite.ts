import { describe, expect, it } from "@jest/globals";
import type { SpentTokens } from "../../src/core/spent-tokens.ts";

/** What every memory of spent tokens must do. `open` gives a new, empty one. */
export function spentTokensSuite(open: () => Promise<SpentTokens>): void {
  describe("spent tokens", () => {
    it("let one of many who come at once through, and nobody afterwards", async () => {
      const tokens = await open();
      const asked = Array.from({ length: 10 }, () => tokens.spend("a", 100));
      expect((await Promise.all(asked)).filter((first) => first)).toHaveLength(1);
      expect(await tokens.spend("a", 100)).toBe(false);
      expect(await tokens.spend("b", 100)).toBe(true);
    });

    it("are forgotten when their time is over, and not before", async () => {
      const tokens = await open();
      await tokens.spend("a", 100);
      await tokens.prune(100);
      expect(await tokens.spend("a", 100)).toBe(false);
      await tokens.prune(101);
      expect(await tokens.spend("a", 100)).toBe(true);
    });
  });
}
