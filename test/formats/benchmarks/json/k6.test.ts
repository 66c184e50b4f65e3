import { describe, expect, it } from "@jest/globals";
import { read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const metric = (text: string, name = "a") => `{"root_group": {}, "options": {}, "metrics": {"${name}": ${text}}}`;

describe("k6", () => {
  it("has a series for each metric, and two for a counter", () => {
    const report = readFixture("k6/handle-summary.json");
    expect(shownSeries(report)).toEqual([
      "http_reqs: http_reqs in /s, higher, no samples",
      "http_reqs: http_reqs.count in plain numbers, higher, no samples",
      "http_req_duration: http_req_duration in s, lower, no samples",
      "http_req_duration{expected_response:true} (expected_response=true): http_req_duration in s, lower, no samples",
      "http_req_duration{method:GET,status:200} (method=GET, status=200): http_req_duration in s, lower, no samples",
      "http_req_failed: http_req_failed in plain numbers, lower, no samples",
      "checks: checks in plain numbers, higher, no samples",
      "data_received: data_received in B/s, unknown, no samples",
      "data_received: data_received.count in B, unknown, no samples",
      "vus: vus in plain numbers, unknown, no samples",
      "cart_size: cart_size in plain numbers, unknown, no samples",
      "iterations: iterations in /s, higher, no samples",
      "iterations: iterations.count in plain numbers, higher, no samples",
    ]);
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
  });

  it("brings milliseconds into seconds, and names percentiles", () => {
    const { stated } = seriesOf(readFixture("k6/handle-summary.json"), "http_req_duration");
    expect(stated).toEqual({
      ...{ mean: 0.14456, median: 0.11047, min: 0.10411, max: 1.1405 },
      percentiles: [
        { percent: 90, value: 0.20354 },
        { percent: 95, value: 215.95 / 1e3 },
      ],
    });
  });

  it("reads --summary-export, which has neither types nor units", () => {
    const report = readFixture("k6/summary-export.json");
    const full = readFixture("k6/handle-summary.json");
    expect(report.complete).toBe(true);
    for (const series of report.series) expect(series).toEqual(seriesOf(full, series.name, series.metric));
    expect(report.series).toHaveLength(9);
  });

  it.each([
    ["a metric that is no object", metric("7"), ["unreadable-entry!", "empty!"]],
    [
      "an unknown type",
      metric('{"type": "set", "contains": "default", "values": {}}'),
      ["unreadable-entry!", "empty!"],
    ],
    ["a metric of no figures", metric("{}"), ["unreadable-entry!", "empty!"]],
    ["a trend that does not say of what", metric('{"type": "trend", "values": {"avg": 1}}'), ["unreadable-entry!"]],
    [
      "a trend of what is not known",
      metric('{"type": "trend", "contains": "tima", "values": {"avg": 1}}'),
      ["unreadable-entry!"],
    ],
    [
      "a duration below zero",
      metric('{"type": "trend", "contains": "time", "values": {"avg": -1}}'),
      ["negative!", "no-figure!", "empty!"],
    ],
    [
      "a rate that is not one",
      metric('{"type": "rate", "contains": "default", "values": {"rate": "x"}}'),
      ["unreadable-entry!", "no-figure!", "empty!"],
    ],
    ["no metric", '{"root_group": {}, "options": {}, "metrics": {}}', ["empty!"]],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("takes no percentile beyond 100", () => {
    const { series } = readSeries(
      metric('{"type": "trend", "contains": "time", "values": {"avg": 1, "p(99.9)": 2, "p(101)": 3}}'),
    );
    expect(series[0]?.stated.percentiles).toEqual([{ percent: 99.9, value: 0.002 }]);
  });
});
