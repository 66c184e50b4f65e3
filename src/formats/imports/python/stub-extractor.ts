import { decodeImports, encodeImports } from "./encoding.ts";
import { pythonImports, scanPythonImports } from "./extractor.ts";
import type { PythonImports } from "./imports.ts";

/** Every import of a stub. Only type checkers read stubs, so none of it ever runs. Never throws. */
export function scanStubImports(file: Uint8Array): PythonImports {
  const { imports, problems } = scanPythonImports(file);
  const statements = imports.filter(({ dynamic }) => !dynamic);
  return {
    imports: statements.map((imported) => ({ ...imported, typeCheckingOnly: true })),
    problems,
    unreadDynamic: [],
    lists: [],
  };
}

/** The scanner of `.pyi` files for a repository source. */
export const pythonStubImports = {
  id: "python-stub-imports",
  // What the scanner of programs finds is part of the value.
  version: pythonImports.version * 1_000 + 1,
  extract: scanStubImports,
  encode: encodeImports,
  decode: decodeImports,
};
