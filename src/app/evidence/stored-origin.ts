import { z } from "zod";

/** What GitHub says of the run that made a report; stored with it as JSON. */
const StoredOrigin = z.object({
  workflow: z.string(),
  artifact: z.string(),
  runId: z.number(),
  attempt: z.number(),
  event: z.string(),
  createdAt: z.number(),
  fork: z.boolean(),
});
export type StoredOrigin = Readonly<z.infer<typeof StoredOrigin>>;

export function originOf(text: string): StoredOrigin {
  return StoredOrigin.parse(JSON.parse(text));
}
