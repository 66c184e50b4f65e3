/** Our own words, or foreign text that is shown as code. */
type Part = string | { readonly code: string };

/** A short text for people. Whoever renders it escapes every part. */
export type Text = readonly Part[];
