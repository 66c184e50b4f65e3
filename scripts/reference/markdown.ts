export const generatedRemark = "<!-- Written by scripts/generate-reference.ts out of the code. Do not edit. -->";

/** Text inside a table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
