"""The parts of the benchmark: what is measured is what was used, and what is drawn and counted is right."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest
from blind import first_look
from blind import spoken_of
from measuring import Command
from measuring import Measured
from measuring import ToolFailedError
from measuring import measured
from page import Table
from page import text_of
from plots import bars
from plots import lines
from texts import Texts
from tools import text_tools

from policy_audit.extract.read import read_bytes

SVG = "{http://www.w3.org/2000/svg}"
# A program that leaves the work to a process that outlives it.
LEAVES = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "a = 0\\nfor one in range(6_000_000): a += one"])
"""


def python(code, ends=frozenset({0})):
    return Command((sys.executable, "-c", code), ends)


def test_memory_and_output_are_those_of_the_program(tmp_path):
    bare = measured(python("print('one'); print('two')"), tmp_path)
    large = measured(python("held = bytearray(b'x') * 80_000_000"), tmp_path)
    assert bare.printed == 2
    assert large.memory - bare.memory > 60_000_000
    # This process is larger than the bare one: its memory must not be counted.
    assert bare.memory < 30_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hand a process its orphans")
def test_work_of_processes_that_outlive_the_program_counts(tmp_path):
    bare = measured(python("pass"), tmp_path, runs=2)
    assert measured(python(LEAVES), tmp_path).cpu > bare.cpu + 0.1


def test_a_program_that_fails_is_an_error(tmp_path):
    assert measured(python("raise SystemExit(1)", frozenset({0, 1})), tmp_path).printed == 0
    with pytest.raises(ToolFailedError, match="no such thing"):
        measured(python("raise SystemExit('no such thing')"), tmp_path)


def test_texts_have_their_length_and_are_the_same_each_time(ruleset):
    texts = Texts(ruleset)
    assert 4_000 <= len(texts.policy(4_000).split()) <= 4_400
    assert texts.policy(500, 3) == texts.policy(500, 3) != texts.policy(500, 4)
    assert len(texts.words) > 1_000
    (document,) = read_bytes(texts.pdf(3), "made.pdf")
    assert 3 * 300 < len(document.text.split()) < 3 * 700


def test_every_program_is_called_with_its_files(tmp_path):
    tools = text_tools(tmp_path / "terms.txt")
    assert {tool.name.partition(" ")[0] for tool in tools} >= {"policy-audit", "alex", "retext-equality", "proselint"}
    for tool in tools:
        assert tool.on([tmp_path / "a.md"]).words[-1] == str(tmp_path / "a.md")


def test_bars_are_as_long_as_their_values():
    tree = ElementTree.fromstring(bars("Seconds <of> each", {"ours": 2.0, "peer": 4.0}, frozenset({"ours"}), "s"))
    widths = [float(one.get("width")) for one in tree.iter(f"{SVG}rect")][1:]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


def test_lines_rise_with_their_values_and_labels_do_not_overlap():
    series = {"one": [(1000, 1.0), (10000, 10.0)], "two": [(1000, 1.1), (10000, 10.1)]}
    tree = ElementTree.fromstring(lines("Growth", series, "words", "seconds"))
    for line in tree.iter(f"{SVG}polyline"):
        (_, low), (_, high) = (tuple(map(float, point.split(","))) for point in line.get("points").split())
        assert high < low
    heights = sorted(float(one.get("y")) for one in tree.iter(f"{SVG}text") if one.text in series)
    assert heights[1] - heights[0] >= 16


def test_the_table_shows_seconds_megabytes_and_words():
    table = Table("cold", "Cold start", {"ours": Measured(1.234, 2.0, 50_000_000, 0)}, {"ours": 12_345.0})
    assert "| ours    |  1.23 |      50 |        12,345 |" in text_of(table)


def test_answers_of_each_program_are_read():
    alex = "case-0001.md\n   1:5-1:13  warning  `chairman` may be insensitive\n\ncase-0002.md: no issues found\n"
    assert spoken_of(alex) == {"case-0001.md"}
    assert spoken_of("case-0003.md:1:5: Unexpected use of `lame`\n") == {"case-0003.md"}
    assert spoken_of(
        "/x/case-0004.md  (no HR document, 9 words)\n  warning a.b  1:5\n/x/case-0005.md  (x)\n  nothing found\n"
    ) == {"case-0004.md"}
    proselint = "/x/case-0006.md:1:5: social_awareness.sexism: a\n/x/case-0007.md:1:5: weasel_words.very: b\n"
    assert spoken_of(proselint, "social_awareness") == {"case-0006.md"}


def test_the_first_look_is_the_one_that_was_kept():
    kept = first_look()
    assert 0.5 < kept.recall <= 1 and 0.5 < kept.precision <= 1 and 0 <= kept.false_alarms < 0.5
