import { describe, expect, it } from "@jest/globals";
import { momentText } from "../../src/core/moment.ts";

describe("a moment", () => {
  it("is told to the minute, in UTC", () => {
    expect(momentText(Date.parse("2027-01-31T10:30:59.999+01:00"))).toBe("2027-01-31 09:30 UTC");
  });
});
