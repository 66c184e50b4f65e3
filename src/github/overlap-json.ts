import type { PublishedOverlapMessage } from "../core/published-overlap-message.ts";

/**
 * The message as JSON for people and agents: a line for each key and each entry of a list. What could close a fence, begin a
 * comment or mention somebody stands as an escape, which every JSON parser takes back.
 */
export function overlapJson(message: PublishedOverlapMessage): string {
  const lines = Object.entries(message).map(([key, value]) => ` ${JSON.stringify(key)}: ${valueText(value)}`);
  return escapeMarks(`{\n${lines.join(",\n")}\n}`);
}

function valueText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== "object") return JSON.stringify(value);
  return `[\n${value.map((entry) => `  ${JSON.stringify(entry)}`).join(",\n")}\n ]`;
}

/** All of these only ever stand inside of strings. */
function escapeMarks(json: string): string {
  return json.replace(/[`<>@]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As a code block that agents find in a comment and in a check run. */
export function overlapJsonBlock(message: PublishedOverlapMessage): string {
  return `\`\`\`json\n${overlapJson(message)}\n\`\`\``;
}
