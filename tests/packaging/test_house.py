"""The rules of the house that a machine can look after: short files, short functions, one name for one thing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "policy_audit").rglob("*.py"), *(ROOT / "docs").glob("*.py"), ROOT / "bootstrap.py"])
LINES = 300
FUNCTION_LINES = 40
# Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "util", "core", "base", "manager", "helper", "helpers", "common", "misc"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, FUNCTIONS) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_no_module_has_an_empty_name():
    named = {path: {path.stem, *path.relative_to(ROOT).parts[:-1]} for path in SOURCES}
    assert [path for path, names in named.items() if names & set(EMPTY_NAMES)] == []


def test_classes_inherit_from_errors_and_values_of_python_only():
    """Composition: our own classes are extended nowhere but among the errors."""
    classes = {
        node.name: (path, node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert len(classes) > 100
    inherited = {
        f"{path.relative_to(ROOT)}: {name}({base.id})"
        for name, (path, node) in classes.items()
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in classes and not base.id.endswith(("Error", "Document"))
    }
    assert sorted(inherited) == []


def imports(path: Path) -> set[str]:
    """Our own modules that a file imports, those inside functions too; what is for types alone does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for one in ast.walk(tree)
        if isinstance(one, ast.If) and isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING"
        for node in ast.walk(one)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typing_only and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_modules_do_not_import_each_other_in_a_circle():
    """But one: a job posting inside a web page is a web page again."""
    names = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
        for path in SOURCES
        if path.is_relative_to(ROOT / "policy_audit")
    }
    left = {name: imports(path) & set(names) - {name} for name, path in names.items()}
    assert sum(map(len, left.values())) > 500
    # Take away, again and again, what imports nothing that is left or is imported by nothing that is left.
    while free := [
        name
        for name, needed in left.items()
        if not needed & set(left) or not any(name in other for other in left.values())
    ]:
        for name in free:
            del left[name]
    assert set(left) == {"policy_audit.extract.html_", "policy_audit.extract.json_ld"}
