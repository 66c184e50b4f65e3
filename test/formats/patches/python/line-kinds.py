"""For each file named on standard input: what CPython says that each line holds, and calls through imports."""

import ast
import io
import json
import sys
import tokenize

ORDER = {"blank": 0, "comment": 1, "docstring": 2, "import": 3, "code": 4}
NOTHING = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER)


def statements(tree):
    """Simple statements with what they are; headers of compound ones have no node of their own."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node, "import"
        elif isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if ast.get_docstring(node, clean=False) is not None:
                yield node.body[0], "docstring"


def kinds(source, tree):
    text = source.decode("utf-8-sig")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    spans = [(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, kind) for node, kind in statements(tree)]
    starts = {}
    for start_line, start_col, end_line, end_col, kind in spans:
        starts.setdefault(start_line, []).append((start_col, end_line, end_col, kind))
    found = ["blank"] * len(lines)

    def mark(kind, first, last):
        for line in range(first, min(last, len(lines)) + 1):
            if ORDER[kind] > ORDER[found[line - 1]]:
                found[line - 1] = kind

    inside = None
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        if token.type in NOTHING:
            continue
        (line, _), (last, _) = token.start, token.end
        column = len(token.line[: token.start[1]].encode()) if token.type != tokenize.STRING or line == last else None
        if token.type == tokenize.COMMENT:
            mark("comment", line, last)
            continue
        if column is None:
            column = len(lines[line - 1][: token.start[1]].encode())
        if inside is None or (line, column) >= inside[0]:
            inside = None
            for start_col, end_line, end_col, kind in starts.get(line, []):
                if start_col == column:
                    inside = ((end_line, end_col), kind)
        if inside is None and token.string == ";":
            continue
        mark(inside[1] if inside else "code", line, last)
    for index, line in enumerate(lines):
        if found[index] == "blank" and line.strip() != "":
            found[index] = "code"
    # A docstring that shares its logical line with other statements stands on a line of code.
    return found


def dotted(node):
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else None


def calls(tree):
    bound = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                bound.setdefault(name, []).append((alias.name, None, 2))
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name != "*":
                    module = "." * node.level + (node.module or "")
                    bound.setdefault(alias.asname or alias.name, []).append((module, alias.name, 1))
    formatted = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    found = set()
    for node in ast.walk(tree):
        names = dotted(node.func) if isinstance(node, ast.Call) and id(node) not in formatted else None
        for module, name, least in bound.get(names[0], []) if names else []:
            if len(names) >= least:
                root = node.func
                while isinstance(root, ast.Attribute):
                    root = root.value
                found.add((module, name, root.lineno))
    return sorted(found, key=str)


for path in json.load(sys.stdin):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
        text = source.decode("utf-8-sig")
        assert "\r" not in text and "\f" not in text
        print(json.dumps({"path": path, "kinds": kinds(source, tree), "calls": calls(tree)}))
    except (SyntaxError, UnicodeDecodeError, AssertionError):
        continue
