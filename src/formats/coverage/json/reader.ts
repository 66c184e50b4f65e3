import { jsonStream } from "../../reports/json/json-stream.ts";
import type { ProblemLog } from "../problems.ts";
import type { FormatReader } from "../reader.ts";
import type { JsonFormat } from "./json-format.ts";

export function jsonReader(format: JsonFormat, problems: ProblemLog): FormatReader {
  const stream = jsonStream(format, problems);
  return {
    push: stream.push,
    end() {
      stream.end();
      return format.end();
    },
  };
}
