import { expect, it } from "@jest/globals";
import { broken, busy, gitHubTrouble, stopping } from "../../../src/app/uploads/refusal.ts";

it.each([busy, broken, stopping, gitHubTrouble("GitHub is down.", 10)])(
  "$status $error says when to try again, as the guide tells",
  ({ status, retryAfter }) => {
    expect([429, 500, 503]).toContain(status);
    expect(retryAfter).toBeGreaterThan(0);
  },
);
