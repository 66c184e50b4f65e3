import type { JsonPlan } from "../../reports/json/json-stream.ts";
import type { ReadCoverage } from "../reader.ts";

/** One format that is written in JSON. */
export interface JsonFormat extends JsonPlan {
  end(): ReadCoverage;
}
