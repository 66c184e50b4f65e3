import type { ReadCoverage } from "../reader.ts";
import type { JsonPlan } from "./json-stream.ts";

/** One format that is written in JSON. */
export interface JsonFormat extends JsonPlan {
  end(): ReadCoverage;
}
