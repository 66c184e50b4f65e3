import { describe, expect, it } from "@jest/globals";
import { regularisedBeta } from "../../../../src/gates/benchmarks/decide/beta.ts";
import { digamma, logGamma, trigamma, trigammaInverse } from "../../../../src/gates/benchmarks/decide/gamma.ts";
import { studentUpperQuantile, studentUpperTail } from "../../../../src/gates/benchmarks/decide/student.ts";

// Reference values: scipy 1.17.1 (special.gammaln, digamma, polygamma, betainc; stats.t.sf, isf).

function expectNear(value: number, reference: number, relative = 1e-11): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(reference)) + 1e-18);
}

describe("functions of gamma", () => {
  it.each([
    [0.5, 0.5723649429247],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [123.4, 469.3360974421906],
    [5000, 37582.62631568535],
  ])("ln Γ(%d)", (x, reference) => expectNear(logGamma(x), reference));

  it.each([
    [0.1, -10.423754940411076, 101.43329915079275],
    [0.5, -1.9635100260214235, 4.93480220054468],
    [1, -0.5772156649015329, 1.6449340668482266],
    [3.15, 0.9803548184847923, 0.37308253168361566],
    [6.65, 1.817548690834036, 0.16224661844708918],
    [40, 3.6763273740348428, 0.025315103841291032],
    [1000, 6.907255195648812, 0.001000500166666633],
  ])("ψ(%d) and ψ′", (x, first, second) => {
    expectNear(digamma(x), first);
    expectNear(trigamma(x), second);
  });

  it.each([1e-5, 0.003, 0.2, 1, 4.9, 300, 1e6])("ψ′ of its inverse at %d is that again", (x) => {
    expectNear(trigamma(trigammaInverse(x)), x, 1e-9);
  });

  it.each([
    [1e-9, 1e9],
    [1e10, 1e-5],
  ])("the inverse at %d is the limit there", (x, y) => expectNear(trigammaInverse(x), y));
});

describe("the incomplete beta function", () => {
  it.each([
    [0.2, 0.5, 0.5, 0.2951672353008665],
    [0.05, 1, 59, 0.9515054747505768],
    [0.95, 295, 5, 0.0007181890648345832],
    [0.3, 12.5, 40, 0.8535860148161182],
    [0.9, 3, 0.5, 0.44541555534797056],
    [0, 3, 2, 0],
    [1, 3, 2, 1],
  ])("I_%d(%d, %d)", (x, a, b, reference) => expectNear(regularisedBeta(x, a, b), reference, 1e-10));
});

describe("Student's t", () => {
  it.each([
    [0, 3, 0.5],
    [1, 1, 0.25],
    [2.5, 6.3, 0.02233360249246645],
    [-2, 9, 0.9617235881146495],
    [4.5, 4, 0.005411275231304124],
    [3.6, 1330, 0.00016495778474114324],
    [12, 13.3, 8.180702518963842e-9],
    [0.01, 20.5, 0.49605898312128444],
    [40, 13.3, 1.4951960006372987e-15],
  ])("P(T > %d) with %d degrees of freedom", (t, df, reference) =>
    expectNear(studentUpperTail(t, df), reference, 1e-9),
  );

  // The first three are the printed ones of every table of Student's t.
  it.each([
    [0.025, 1, 12.706204736174705],
    [0.05, 10, 1.812461122811676],
    [0.5, 7, 0],
    [0.025, 13.3, 2.155425529816474],
    [0.01, 6.3, 3.0931899753705285],
    [0.0001, 2.5, 34.86796932111477],
    [0.025, 1e5, 1.95998770753461],
  ])("the quantile of %d with %d degrees of freedom", (tail, df, reference) => {
    expect(Math.abs(studentUpperQuantile(tail, df) - reference)).toBeLessThan(1e-8 * (1 + reference));
  });

  it("agrees with the density, integrated step by step", () => {
    for (const df of [2.8, 6.3, 13.3, 133]) {
      for (const t of [0.5, 1.7, 3.3]) {
        expect(Math.abs(0.5 - integral(t, df) - studentUpperTail(t, df))).toBeLessThan(1e-9);
      }
    }
  });
});

/** Simpson's rule over the density from 0 to t. */
function integral(t: number, df: number): number {
  const factor = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI);
  const steps = 2_000;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * factor * (1 + ((t * step) / steps) ** 2 / df) ** (-(df + 1) / 2);
  }
  return (sum * t) / steps / 3;
}
