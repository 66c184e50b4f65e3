/** Why a file cannot be read, as the end of a sentence that begins with its name. */
export function whyUnreadable(cause: unknown): string {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "is not there";
    case "EISDIR":
      return "is a folder, and has to be a file";
    case "EACCES":
    case "EPERM":
      return "may not be read by you";
    default:
      return "cannot be read";
  }
}
