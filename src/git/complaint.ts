/** Git's first line of complaint, plain and short. */
export function firstComplaint(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const line = lines.find((text) => /^(fatal|error):/.test(text)) ?? lines.find((text) => text !== "") ?? "";
  return line
    .replaceAll(/\p{Cc}/gu, " ")
    .replace(/\.$/, "")
    .slice(0, 300);
}
