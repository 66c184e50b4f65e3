import { type OverlapMessage, type OverlapTelling, overrideCommand } from "../core/overlap-message.ts";

/**
 * The message as it is once people have let overlaps pass, given by their ids. It says `blocked` as long as the gate fails, for
 * whatever reason; the overlaps go on being told, as they go on being there.
 */
export function overriddenTelling(
  telling: OverlapTelling,
  passed: ReadonlySet<string>,
  isFailed: boolean,
): OverlapTelling {
  const { override: command, ...before } = telling.message;
  const overlaps = before.overlaps.map((entry) => (passed.has(entry.id) ? { ...entry, blocks: false } : entry));
  const next = overlaps.find(({ blocks }) => blocks);
  const verdict = isFailed ? before.verdict : unblocked(before);
  const message: OverlapMessage = {
    ...before,
    verdict,
    overlaps,
    actions: verdict === "proceed" ? [] : before.actions,
    ...(command === undefined || next === undefined ? {} : { override: overrideCommand(next.id) }),
  };
  return { ...telling, message };
}

/** What is left to do where nothing blocks. */
function unblocked({ verdict, pr, overlaps }: Pick<OverlapMessage, "verdict" | "pr" | "overlaps">) {
  if (verdict !== "blocked") return verdict;
  const told = overlaps.filter(({ level }) => level !== "stacked");
  if (told.some(({ decision }) => decision.yield === pr)) return "yield";
  return told.length > 0 ? "coordinate" : "proceed";
}
