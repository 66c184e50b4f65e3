import type { OverlapSource } from "../core/pull-request-overlaps.ts";

interface JudgedOverlaps {
  /** For the gates that count. */
  readonly source: OverlapSource;
  /** What they were answered, for whoever asks by other settings; undefined where they asked nothing. */
  answered(): OverlapSource | undefined;
}

/**
 * An overlap source that is asked once, by the settings that count. Comparing depends on who asks: the request says as whom
 * partners see the pull request, and how much is read. A configuration that its author proposes must decide neither, so a
 * preview gets the answer that is there.
 */
export function judgedOverlaps({ compare }: OverlapSource): JudgedOverlaps {
  let answer: ReturnType<OverlapSource["compare"]> | undefined;
  return {
    source: {
      compare(request) {
        answer ??= compare(request);
        return answer;
      },
    },
    answered() {
      const known = answer;
      return known === undefined ? undefined : { compare: () => known };
    },
  };
}
