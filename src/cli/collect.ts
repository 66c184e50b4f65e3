/** Reads an option that may be repeated: Commander keeps the last value only. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
