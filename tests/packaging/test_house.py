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
    assert [path for path in SOURCES if path.stem in EMPTY_NAMES or path.parent.name in EMPTY_NAMES] == []


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
