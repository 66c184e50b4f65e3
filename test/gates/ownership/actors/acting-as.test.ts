import { describe, expect, it } from "@jest/globals";
import { TrustTier } from "../../../../src/core/trust-tier.ts";
import { actingAs } from "../../../../src/gates/ownership/actors/acting-as.ts";
import { OwnershipSettings } from "../../../../src/gates/ownership/model.ts";

const { agents } = OwnershipSettings.parse({ agents: { codex: { priority: 90 }, claude: {} } });

function actor(tier: TrustTier, agent?: string) {
  return { tier, agent, login: undefined, because: "it is a test" };
}

describe("as whom others see a pull request", () => {
  it("is the one that is believed most, and rather an agent than nobody", () => {
    const actors = [actor("none"), actor("hint", "codex"), actor("verified-pusher", "claude")];
    expect(actingAs(actors, agents)).toEqual({ agent: "claude", trust: "verified-pusher", priority: 50 });
    expect(actingAs([actor("none")], agents)).toEqual({ agent: null, trust: "none", priority: 50 });
  });

  it.each(TrustTier.options)("has the priority of its agent where that is proven: %s", (tier) => {
    const proven = ["verified", "verified-pusher", "delegated"].includes(tier);
    expect(actingAs([actor(tier, "codex")], agents).priority).toBe(proven ? 90 : 50);
  });
});
