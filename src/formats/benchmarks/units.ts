/** A unit of a report, and how its figures become those of the unit that a series has. */
export interface Unit {
  /** As a series has it: "s", "/s", "B", "B/s", "" for a plain number, or what the report says. */
  readonly name: string;
  readonly multiply: number;
  /** Divided by after that: a nanosecond is exactly 1 / 1e9, but 1e-9 is not exact. */
  readonly divide: number;
  readonly measures: "time" | "throughput" | "memory" | "value";
}

type Scale = readonly [multiply: number, divide: number];

const times = new Map<string, Scale>([
  ...words("s sec secs second seconds", [1, 1]),
  ...words("ms msec millisecond milliseconds", [1, 1e3]),
  ...words("us \u00b5s \u03bcs usec microsecond microseconds", [1, 1e6]),
  ...words("ns nsec nanosecond nanoseconds", [1, 1e9]),
  ...words("ps picosecond picoseconds", [1, 1e12]),
  ...words("min minute minutes", [60, 1]),
  ...words("h hr hour hours", [3_600, 1]),
  ...words("d day days", [86_400, 1]),
]);

/** "KB" and its like are left out: some mean 1,000 by it, others 1,024. */
const sizes = new Map<string, Scale>([
  ...words("B byte bytes", [1, 1]),
  ...words("kB", [1e3, 1]),
  ...words("MB", [1e6, 1]),
  ...words("GB", [1e9, 1]),
  ...words("KiB", [1_024, 1]),
  ...words("MiB", [1_048_576, 1]),
  ...words("GiB", [1_073_741_824, 1]),
]);

function words(names: string, scale: Scale): readonly (readonly [string, Scale])[] {
  return names.split(" ").map((name) => [name, scale] as const);
}

const each = /^(op|ops|iter|iters|iteration|iterations|run|runs|call|calls)$/;
const counted = /^(|op|ops|iter|iters|iteration|iterations|runs|calls|req|reqs|requests|items|elem|events)$/;

/** A figure without a unit. */
export const plain: Unit = { name: "", multiply: 1, divide: 1, measures: "value" };

export const seconds = timeUnit([1, 1]);
export const milliseconds = timeUnit([1, 1e3]);
export const nanoseconds = timeUnit([1, 1e9]);
export const bytes: Unit = { name: "B", multiply: 1, divide: 1, measures: "memory" };
export const bytesPerSecond: Unit = { name: "B/s", multiply: 1, divide: 1, measures: "throughput" };
export const perSecond: Unit = { name: "/s", multiply: 1, divide: 1, measures: "throughput" };

function timeUnit([multiply, divide]: Scale): Unit {
  return { name: "s", multiply, divide, measures: "time" };
}

/** What a unit of a report is: "us/op", "ops/ms", "MB/sec", "B". One that is not known stays as it is. */
export function unitOf(text: string): Unit {
  const name = text.trim();
  const slash = name.indexOf("/");
  const [top, below] = slash === -1 ? [name, ""] : [name.slice(0, slash).trim(), name.slice(slash + 1).trim()];
  if (slash === -1 || each.test(below)) {
    const time = times.get(top);
    if (time !== undefined) return timeUnit(time);
    const size = sizes.get(top);
    if (size !== undefined) return { ...bytes, multiply: size[0], divide: size[1] };
  }
  if (/^hz$/i.test(name)) return perSecond;
  const per = slash === -1 ? undefined : times.get(below);
  if (per === undefined) return { ...plain, name };
  const size = sizes.get(top);
  if (size !== undefined) return { ...bytesPerSecond, multiply: size[0] * per[1], divide: size[1] * per[0] };
  if (counted.test(top.toLowerCase())) return { ...perSecond, multiply: per[1], divide: per[0] };
  return { ...plain, name };
}

/** The figure in the unit of the series. It may be too large for a number, and is Infinity then. */
export function convert(figure: number, { multiply, divide }: Unit): number {
  return (figure * multiply) / divide;
}
