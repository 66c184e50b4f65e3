/** Bounds on every report, whatever it tells. Each one that is reached is a problem, and the report is not complete then. */

/** Elements of XML, objects and arrays of JSON inside each other. */
export const MAX_DEPTH = 64;

/** A key of JSON on the way to what is wanted, such as the path of a source file. */
export const MAX_KEY_CHARACTERS = 4_096;

/** One line of a format that is written in lines. */
export const MAX_RECORD_BYTES = 1_048_576;

/** What a JSON report says of one source file, or of one benchmark. */
export const MAX_ENTRY_BYTES = 67_108_864;
