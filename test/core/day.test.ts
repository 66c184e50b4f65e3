import { describe, expect, it } from "@jest/globals";
import { dayOf } from "../../src/core/day.ts";

describe("the day of a moment", () => {
  it.each([
    [0, "1970-01-01"],
    [Date.UTC(2027, 0, 31), "2027-01-31"],
    [Date.UTC(2027, 1, 1) - 1, "2027-01-31"],
    [Date.UTC(2027, 1, 1), "2027-02-01"],
    [Date.UTC(2028, 1, 29, 12), "2028-02-29"],
  ])("%i is on %s, wherever the machine stands", (moment, day) => {
    expect(dayOf(moment)).toBe(day);
  });
});
