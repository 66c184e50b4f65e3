/** Bounds on what a report may hold. Each one that is reached is a problem, and the report is not complete then. */

export const MAX_REPORT_BYTES = 1_073_741_824;

export const MAX_SERIES = 100_000;

/** Samples of all series together. */
export const MAX_SAMPLES = 10_000_000;

/** A name of a benchmark, a metric, a unit or a parameter, and a value of one. */
export const MAX_NAME_CHARACTERS = 4_096;

export const MAX_PARAMETERS = 100;

export const MAX_PERCENTILES = 1_000;

/** Names and versions of interpreters and virtual machines. */
export const MAX_RUNTIMES = 20;
