/** Whether a path lies in the tests of a project, which the rest of it does not see: `src/test`, `src/commonTest`. */
export function isInTests(path: string): boolean {
  return /(^|\/)([a-z]\w*Test|tests?|javatests|testFixtures)\//.test(path);
}
