import type { DemoOutcome, PublishedRun } from "../../demo/outcome.ts";
import type { Demo } from "../../demo/run-demo.ts";
import type { Paint } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";

/** Every pull request with its check runs, the place of each finding and what was commented. Ends with a line feed. */
export function renderDemo(demo: Demo, paint: Paint): string {
  const wrong = demo.mismatches.length;
  const end =
    wrong === 0
      ? paint.green(`✓ ${demo.outcomes.length} pull requests, every verdict as expected`)
      : paint.red(`✗ ${wrong} verdicts are not as expected`);
  const figures = paint.dim(`${demo.files} files, ${demo.apiRequests} API requests`);
  return `\n${demo.outcomes.map((outcome) => pullText(outcome, paint)).join("\n\n")}\n\n${end}  ${figures}\n`;
}

function pullText(outcome: DemoOutcome, paint: Paint): string {
  const time = paint.dim(`${outcome.milliseconds} ms`);
  const heading = `${paint.bold(`#${outcome.number} ${visibleLine(outcome.title)}`)}  by ${outcome.author}  ${time}`;
  return [heading, ...outcome.runs.flatMap((run) => runLines(run, paint)), ...outcome.comments.map(commentLine)].join(
    "\n",
  );
}

function runLines(run: PublishedRun, paint: Paint): readonly string[] {
  const line = `  ${mark(run.conclusion, paint)} ${run.name.padEnd(26)} ${visibleLine(run.title)}`;
  const places = run.annotations.map(({ path, line: at, message }) => {
    const what = visibleLine(message.split("\n")[0] ?? "");
    return `      ${paint.dim(`${visibleLine(path)}:${at}`)}  ${what}`;
  });
  return [line, ...places];
}

/** A comment is as long as a page: its heading says what it is about. */
function commentLine(body: string): string {
  const heading = body.split("\n").find((line) => line.startsWith("#")) ?? "";
  return `  ✎ ${"comment".padEnd(26)} ${visibleLine(heading.replace(/^#+ /, ""))}`;
}

function mark(conclusion: string, paint: Paint): string {
  if (conclusion === "success") return paint.green("✓");
  if (conclusion === "failure") return paint.red("✗");
  return paint.yellow("!");
}
