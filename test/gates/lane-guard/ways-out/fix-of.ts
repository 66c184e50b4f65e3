import { expect } from "@jest/globals";
import { findingsOf } from "../support.ts";

type Files = Readonly<Record<string, string>>;

const clean = {
  "lukhas/__init__.py": "",
  "lukhas/a.py": "",
  "lukhas/b.py": "",
  "core/__init__.py": "",
  "core/io.py": "def load(): ...",
  "core/types.py": "class Model: ...",
  "candidate/__init__.py": "",
  "candidate/x.py": "",
};
export const lanes = { name: "Lanes", type: "forbidden", from: ["lukhas"], to: ["candidate"] };
export const layers = { name: "Layers", type: "layers", layers: ["candidate", "lukhas", "core"] };

export const removing =
  "Remove the import. Move what is needed to a package that both sides may import, or pass it in as an argument.";
export const otherwise = `Otherwise r${removing.slice(1)}`;

/** The fix of the only finding about a change from the first files to these. */
export async function fixOf(base: Files, head: Files, contract: object = lanes): Promise<string | undefined> {
  const [first, ...others] = await findingsOf(
    { ...clean, ...base },
    { ...clean, ...base, ...head },
    { contracts: [contract] },
  );
  expect(others).toEqual([]);
  return first?.fix;
}
