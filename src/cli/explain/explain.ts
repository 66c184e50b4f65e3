import { badUsage } from "../../core/bad-usage.ts";
import { nearestOf } from "../../formats/nearest-of.ts";
import { gates } from "../../gates/index.ts";
import type { ExplainOptions } from "../commands/explain.ts";
import { type Paint, paintFor } from "../render/paint.ts";
import type { Terminal } from "../terminal.ts";
import { type Topic, topicsOf } from "./topics.ts";

/** Prints what is known under this name; throws BAD_USAGE when nothing is. */
export function explain(name: string | undefined, options: ExplainOptions, terminal: Terminal): void {
  const topics = topicsOf(gates);
  const chosen = name === undefined ? topics.filter(({ kind }) => kind === "gate") : topicsNamed(topics, name);
  if (options.format === "json") {
    terminal.out(`${JSON.stringify(chosen, null, 2)}\n`);
    return;
  }
  const paint = paintFor(terminal.color);
  const texts = chosen.map((topic) => (name === undefined ? listLine(topic, paint) : topicText(topic, paint)));
  terminal.out(`${texts.join(name === undefined ? "\n" : "\n\n")}\n`);
}

function topicsNamed(topics: readonly Topic[], name: string): readonly Topic[] {
  const chosen = topics.filter((topic) => topic.name === name || fullName(topic) === name);
  if (chosen.length > 0) return chosen;
  const nearest = nearestOf(
    name,
    topics.flatMap((topic) => [topic.name, fullName(topic)]),
  );
  const hint = nearest === undefined ? "`lanekeeper explain` lists all." : `Did you mean "${nearest}"?`;
  throw badUsage(`There is no gate, rule or fault "${name}". ${hint}`);
}

/** Two gates may use the same name for a rule. */
function fullName(topic: Topic): string {
  return topic.kind === "rule" ? `${topic.gate}/${topic.name}` : topic.name;
}

function listLine(topic: Topic, paint: Paint): string {
  return `${paint.bold(topic.name.padEnd(14))} ${topic.kind === "gate" ? topic.question : ""}`;
}

function topicText(topic: Topic, paint: Paint): string {
  const head = (title: string) => `${paint.bold(fullName(topic))}  ${title}`;
  switch (topic.kind) {
    case "gate":
      return [
        head(topic.title),
        `  ${topic.question}`,
        ...section("Settings", topic.settings.map(settingLine), paint),
        ...section(
          "Rules",
          topic.rules.map((rule) => `${topic.name}/${rule}`),
          paint,
        ),
        ...section("Page", [topic.page], paint),
      ].join("\n");
    case "rule":
      return `${head(topic.title)}\n  ${paint.dim("fix")}  ${topic.fix}`;
    case "fault":
      return `${head(topic.means)}\n  ${paint.dim("fix")}  ${topic.remedy}`;
  }
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : ["", `  ${paint.dim(title)}`, ...lines.map((line) => `    ${line}`)];
}

function settingLine(setting: Extract<Topic, { kind: "gate" }>["settings"][number]): string {
  const written = setting.required ? "required" : `default ${setting.defaultText ?? "none"}`;
  return `${setting.name} (${setting.type}, ${written}): ${setting.description}`;
}
