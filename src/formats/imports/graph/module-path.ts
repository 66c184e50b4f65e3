/** What the path of a Python file says of the module in it. */
interface ModulePath {
  readonly kind: "program" | "stub" | "notebook";
  readonly isPackage: boolean;
  /** Dotted, as it is imported. */
  readonly name: string;
  /** Of a stub beside its program, and of a notebook, which cannot be imported: no identifier has a hyphen. */
  readonly nameBeside: string;
}

/** Of a file that ends with `.py`, `.pyi` or `.ipynb`, in a folder with this dotted name; empty for a source root. */
export function modulePathIn(folder: string, file: string): ModulePath {
  const dot = file.lastIndexOf(".");
  const own = file.slice(0, dot);
  const kind = kindOf(file.slice(dot + 1));
  const isPackage = kind !== "notebook" && own === "__init__" && folder !== "";
  const name = isPackage ? folder : folder === "" ? own : `${folder}.${own}`;
  const last = isPackage ? "__init__" : name.slice(name.lastIndexOf(".") + 1);
  return { kind, isPackage, name, nameBeside: kind === "notebook" ? `${name}-ipynb` : `${name}.${last}-pyi` };
}

function kindOf(ending: string): ModulePath["kind"] {
  if (ending === "py") return "program";
  return ending === "pyi" ? "stub" : "notebook";
}
