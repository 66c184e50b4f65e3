/** A text as one word of a POSIX shell, for commands that people and agents copy. */
export function shellWord(text: string): string {
  return /^[\w./@:+][\w./@:+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
