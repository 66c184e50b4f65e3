import { z } from "zod";
import type { DeadLetter } from "../../core/queue.ts";
import { openDatabase } from "../../database/database.ts";
import { createQueue } from "../../queue/queue.ts";
import type { DeadLettersOptions } from "../commands/dead-letters.ts";
import { readSettings } from "../read-settings.ts";
import { paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";

/** What `lanekeeper dead-letters --format json` prints. */
export const DeadLettersOutput = z.strictObject({
  schemaVersion: z.literal(1),
  retried: z.boolean().describe("Whether the server will try all of them again."),
  deadLetters: z.array(
    z.strictObject({
      key: z.string().describe("Kind, id of the repository, and number or commit."),
      repository: z.string().optional().describe("Owner and name, as last known."),
      attempts: z.int(),
      error: z.string(),
      diedAt: z.iso.datetime(),
    }),
  ),
});

/** Lists what the queue has given up on; with `--retry` it is wanted again. */
export async function showDeadLetters(options: DeadLettersOptions, terminal: Terminal): Promise<void> {
  const database = await openDatabase(readSettings(terminal, options.env).database);
  try {
    const queue = createQueue(database);
    const letters = await queue.deadLetters();
    const retried = options.retry === true;
    if (retried) await queue.wish(letters.map(({ target }) => ({ target, notBefore: Date.now() })));
    terminal.out(options.format === "json" ? json(letters, retried) : pretty(letters, retried, terminal.color));
  } finally {
    await database.close();
  }
}

function json(letters: readonly DeadLetter[], retried: boolean): string {
  const output: z.infer<typeof DeadLettersOutput> = {
    schemaVersion: 1,
    retried,
    deadLetters: letters.map((letter) => ({
      key: letter.key,
      repository: repositoryOf(letter),
      attempts: letter.attempts,
      error: letter.error,
      diedAt: new Date(letter.diedAt).toISOString(),
    })),
  };
  return `${JSON.stringify(output, null, 2)}\n`;
}

function pretty(letters: readonly DeadLetter[], retried: boolean, color: boolean): string {
  const paint = paintFor(color);
  if (letters.length === 0) return `${paint.green("✓ No dead letters.")}\n`;
  const texts = letters.map((letter) => {
    const when = new Date(letter.diedAt).toISOString();
    const head = `${paint.bold(visibleLine(`${repositoryOf(letter) ?? ""} ${letter.key}`.trim()))}`;
    return `${paint.red("✗")} ${head}  ${paint.dim(`${letter.attempts} attempts, ${when}`)}\n  ${visibleLine(letter.error)}`;
  });
  const end = retried ? "All of them are tried again." : "Try all of them again: lanekeeper dead-letters --retry";
  return `${texts.join("\n")}\n\n${end}\n`;
}

function repositoryOf({ target }: DeadLetter): string | undefined {
  return "repository" in target ? `${target.repository.owner}/${target.repository.name}` : undefined;
}
