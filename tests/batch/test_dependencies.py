"""What is installed with policy-audit: within the bounds that pyproject.toml states, and under licences we may build on."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(line) for line in PROJECT["dependencies"]]
# The GNU General Public and Affero licences would bind users of this program; the Lesser one does not.
FORBIDDEN = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.I)
LESSER = re.compile(r"\bLGPL|Lesser General Public|GNU Library", re.I)
# Packages under a choice of licences of which one is free of such duties.
CHOICE = re.compile(r"\b(?:MIT|BSD|Apache|MPL|PSF|Python Software Foundation|LGPL)\b", re.I)


def everything():
    """Names of all packages that are needed at run time, those of the dependencies too."""
    found, left = {}, list(DIRECT)
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(requirement.name)
        except PackageNotFoundError:
            continue
        left += [Requirement(line) for line in found[name].requires or ()]
    return found


def licence(package):
    metadata = package.metadata
    stated = metadata.get("License-Expression") or ""
    classifiers = [one for one in metadata.get_all("Classifier") or () if one.startswith("License")]
    return " ".join([stated, *classifiers, (metadata.get("License") or "")[:300]]).strip()


@pytest.mark.parametrize("requirement", DIRECT, ids=str)
def test_direct_dependencies_are_there_within_their_bounds(requirement):
    assert requirement.specifier.contains(distribution(requirement.name).version, prereleases=True)
    assert requirement.specifier, "a bound is stated"


def test_no_dependency_is_under_a_licence_that_binds_the_user():
    packages = everything()
    assert len(packages) > len(DIRECT)
    bound = {name: licence(one) for name, one in packages.items() if FORBIDDEN.search(LESSER.sub("", licence(one)))}
    assert {name: text for name, text in bound.items() if not CHOICE.search(text)} == {}


def test_every_dependency_states_a_licence():
    silent = [name for name, one in everything().items() if not licence(one) and not licence_files(one)]
    assert silent == []


def licence_files(package):
    return [file for file in package.files or () if re.match(r"(?i)licen[cs]e|copying", file.name)]


@pytest.mark.parametrize("text", ["GPL-3.0-only", "License :: OSI Approved :: GNU Affero General Public License v3"])
def test_the_check_would_see_such_a_licence(text):
    assert FORBIDDEN.search(LESSER.sub("", text))
    assert not CHOICE.search(text)


def test_the_lesser_licence_is_not_taken_for_the_other():
    assert not FORBIDDEN.search(LESSER.sub("", "GNU Lesser General Public License v3 (LGPLv3)"))
