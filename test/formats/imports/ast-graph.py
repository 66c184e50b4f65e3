"""An independent witness: the import graph of a tree, or the imports of files, by CPython's own `ast`.

ast-graph.py graph DIR [--root PKG]...   prints {"modules": [...], "imports": [[importer, imported, line], ...]}
ast-graph.py files DIR                   prints {path: [[level, module, name, line, name_line], ...]} of each file that parses
ast-graph.py both DIR                    prints {"files": ..., "graph": ...}

Symbolic links and folders named site-packages are left out.
"""
import ast
import functools
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def python_files(top):
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(f for f in folders if f not in (".git", "site-packages") and not os.path.islink(os.path.join(folder, f)))
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".py") and not os.path.islink(path):
                yield os.path.relpath(path, top).replace(os.sep, "/")


@functools.cache
def records(top, path):
    """Every imported name, or None when CPython does not take the file."""
    with open(os.path.join(top, path), "rb") as file:
        try:
            tree = ast.parse(file.read())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [[0, alias.name, None, node.lineno, alias.lineno] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [[node.level, node.module or "", alias.name, node.lineno, alias.lineno] for alias in node.names]
    return found


def graph(top, roots):
    modules = {}
    for path in python_files(top):
        parts = path[:-3].split("/")
        package = parts[-1] == "__init__" and len(parts) > 1
        name = ".".join(parts[:-1] if package else parts)
        if package or name not in modules:
            modules[name] = (path, package)
    edges = set()
    for importer, (path, package) in modules.items():
        found = records(top, path)
        if found is None:
            print("not parsed:", path, file=sys.stderr)
            continue
        for level, module, name, line, _ in found:
            if level:
                base = importer.split(".")
                drop = level - 1 if package else level
                if drop >= len(base):
                    print("too deep:", path, line, file=sys.stderr)
                    continue
                base = base[: len(base) - drop]
                module = ".".join(base + ([module] if module else []))
            full = module if name is None else module + "." + name
            parent = full.rpartition(".")[0]
            target = full if full in modules else parent
            if target in modules:
                edges.add((importer, target, line))
    inside = lambda name: not roots or name.split(".")[0] in roots
    return {
        "modules": sorted(name for name in modules if inside(name)),
        "imports": sorted(e for e in edges if inside(e[0]) and inside(e[1])),
    }


def files(top):
    found = {path: records(top, path) for path in python_files(top)}
    return {path: names for path, names in found.items() if names is not None}


def main():
    mode, top, *rest = sys.argv[1:]
    roots = {rest[i + 1] for i, word in enumerate(rest) if word == "--root"}
    if mode == "both":
        json.dump({"files": files(top), "graph": graph(top, roots)}, sys.stdout)
    else:
        json.dump(graph(top, roots) if mode == "graph" else files(top), sys.stdout)


main()
