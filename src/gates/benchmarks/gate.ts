import { defineGate } from "../../core/gate.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { gatherBenchmarks } from "./gather.ts";
import { judgeBenchmarks } from "./judge.ts";
import { BenchmarkSettings } from "./model.ts";
import { historyRequestsOf } from "./requests.ts";
import { benchmarkRules } from "./rules.ts";
import { watchBenchmarks } from "./watch.ts";

export const benchmarks = defineGate({
  id: "benchmarks",
  title: "Benchmarks",
  question: "Is anything slower than the base by more than its limit, beyond noise, and is every budget kept?",
  settings: BenchmarkSettings,
  rules: benchmarkRules,
  evidence: (settings) => {
    const requests = historyRequestsOf(settings);
    return requests.length === 0 ? [] : [{ reader: benchmarkReports, requests }];
  },
  watch: watchBenchmarks,
  gather: gatherBenchmarks,
  judge: judgeBenchmarks,
});
