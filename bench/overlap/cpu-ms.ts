import { existsSync, readFileSync } from "node:fs";

/** Of this process and of every git that has ended, where the system tells; a busy machine does not change it much. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  const file = "/proc/self/stat";
  // Behind the name in parentheses: utime, stime, cutime and cstime are fields 14 to 17, in hundredths of a second.
  const fields = existsSync(file) ? readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") : undefined;
  return (user + system) / 1_000 + (Number(fields?.[13] ?? 0) + Number(fields?.[14] ?? 0)) * 10;
}
