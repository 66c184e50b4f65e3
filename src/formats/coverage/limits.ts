/** Bounds on what a report may hold. Each one that is reached is a problem, and the report is not complete then. */

/** Source files in one report. */
export const MAX_FILES = 100_000;

/** The greatest line number that a report may name. */
export const MAX_LINE_NUMBER = 10_000_000;

/** Entries for lines, arms and statements together, before those of the same line are merged. */
export const MAX_ENTRIES = 100_000_000;

/** Lines that one statement or block may span, and lines that all of them may span together. */
export const MAX_SPAN_LINES = 100_000;
export const MAX_SPANNED_LINES = 20_000_000;

export const MAX_PATH_CHARACTERS = 4_096;

/** One tag, comment or text of XML. */
export const MAX_TEXT_CHARACTERS = 1_048_576;

/** What a report says of where its files lie: source roots, working directories. */
export const MAX_HINTS = 1_000;
