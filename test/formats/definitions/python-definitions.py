"""Prints, for each Python file named on standard input, what CPython's ast finds: definitions, and names by line."""
import ast
import json
import sys


def parameters(arguments):
    positional = arguments.posonlyargs + arguments.args
    defaults = len(positional) - len(arguments.defaults)
    for place, argument in enumerate(positional):
        kind = "positional-only" if place < len(arguments.posonlyargs) else "positional"
        yield [argument.arg, kind, place < defaults]
    if arguments.vararg:
        yield [arguments.vararg.arg, "rest", False]
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        yield [argument.arg, "keyword-only", default is None]
    if arguments.kwarg:
        yield [arguments.kwarg.arg, "keyword-rest", False]


def definitions(node, scope):
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = scope + [child.name]
            first = min([child.lineno] + [decorator.lineno for decorator in child.decorator_list])
            is_class = isinstance(child, ast.ClassDef)
            kind = "class" if is_class else "function"
            taken = None if is_class else list(parameters(child.args))
            yield [kind, ".".join(inner), first, child.end_lineno, taken]
        yield from definitions(child, inner)


def uses(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield [node.id, node.lineno]
        elif isinstance(node, ast.Attribute):
            yield [node.attr, node.end_lineno]


answers = []
for path in sys.stdin.read().splitlines():
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (SyntaxError, ValueError):
        continue
    answers.append({"path": path, "definitions": list(definitions(tree, [])), "uses": list(uses(tree))})
json.dump(answers, sys.stdout)
