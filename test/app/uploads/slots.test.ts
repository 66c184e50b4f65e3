import { describe, expect, it } from "@jest/globals";
import { createSlots } from "../../../src/app/uploads/slots.ts";

describe("room for uploads", () => {
  it("is bounded, also for one repository, and is given back", () => {
    const slots = createSlots({ most: 3, mostEach: 2 });
    const first = slots.take(1);
    expect(slots.take(1)).toBeDefined();
    expect(slots.take(1)).toBeUndefined();
    expect(slots.take(2)).toBeDefined();
    expect(slots.take(3)).toBeUndefined();
    first?.();
    expect(slots.take(3)).toBeDefined();
    expect(slots.take(1)).toBeUndefined();
  });
});
