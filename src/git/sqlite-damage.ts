/** Whether SQLite says that the file is none of its own (SQLITE_NOTADB) or is damaged (SQLITE_CORRUPT). */
export function isDamage(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null || !("errcode" in cause)) return false;
  return cause.errcode === 11 || cause.errcode === 26;
}
