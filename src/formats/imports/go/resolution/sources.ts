/** Whether the go tool takes a file for its own: `testdata`, and names that begin with `_` or a dot, are not looked into. */
export function isOwn(path: string): boolean {
  return !/(^|\/)([._][^/]*|testdata(?=\/)|vendor(?=\/))/.test(path);
}

/** Copies of other people's modules. */
export function isInVendor(path: string): boolean {
  return /(^|\/)vendor\//.test(path);
}

/** Tests are built by themselves: nobody imports them. */
export function isTest(path: string): boolean {
  return path.endsWith("_test.go");
}
