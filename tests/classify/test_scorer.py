"""The learned scorer: what it sees, that run time and scikit-learn agree, and that files are told from one another."""

from __future__ import annotations

import io
import json
import random

import numpy
import pytest
from docx import Document
from requirements_texts import NAME
from requirements_texts import SMALL
from requirements_texts import passages_of
from requirements_texts import reading_of
from requirements_texts import ruleset

from policy_audit.classify.features import stem
from policy_audit.classify.features import unit_features
from policy_audit.classify.model import LEVELS
from policy_audit.classify.model import SHIPPED
from policy_audit.classify.model import column
from policy_audit.classify.model import model_text
from policy_audit.classify.model import read_model
from policy_audit.classify.scorer import SPREAD
from policy_audit.classify.scorer import best_of_few
from policy_audit.classify.scorer import best_of_many
from policy_audit.classify.scorer import chances
from policy_audit.classify.scorer import promising
from policy_audit.classify.scorer import stretches
from policy_audit.classify.sums import packed
from policy_audit.classify.sums import unpacked
from policy_audit.classify.train import train
from policy_audit.config import Settings
from policy_audit.errors import LexiconError
from policy_audit.extract.read import read_bytes
from policy_audit.language.reading import read
from policy_audit.language.units import provision_units
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength import score_units

PROMISE = "# Mentoring\n\nThe HR Director will pair each director with a disabled colleague by March 2027.\n"


def test_words_of_one_family_share_their_stem():
    assert stem("promoted") == stem("promotes") == stem("promoting")
    assert stem("2027") == stem("12") == "#"
    assert stem("march") == stem("april")


def test_features_tell_words_neighbours_headings_and_strength():
    found = set(unit_features(1, reading_of(PROMISE), passages_of(PROMISE), ruleset().catalogue.concepts))
    assert {"w=pair", "b=hr_director", "h=mentor", "s>=3", "has=time_frame"} <= found


def test_a_passage_never_leaves_its_paragraph():
    passages = passages_of("# A\n\nOne comes. Two comes.\n\nThree comes.\n")
    assert [tuple(one) for one in stretches(passages)] == [(1, 2), (1, 3), (2, 3), (3, 4)]


def test_the_foot_of_a_page_meets_nothing():
    word = Document()
    word.add_paragraph("Tea is served at four. The canteen opens at noon.")
    word.sections[0].footer.paragraphs[0].text = "Larkspur Homecare · Allyship strategy and values"
    file = io.BytesIO()
    word.save(file)
    document = next(iter(read_bytes(file.getvalue(), "tea.docx")))
    concepts = ruleset().catalogue.concepts
    reading = read(document, ruleset().section_names)
    units = score_units(reading, provision_units(reading), ruleset().commitment, Settings())
    found = chances(reading, gather(reading, units, concepts), concepts, read_model())
    kinds = {document.blocks[units[number].unit.block].kind for one in found.values() for number in range(one[1], one[2])}
    assert kinds == {"paragraph"}
    assert "footer" in {block.kind for block in document.blocks}


@pytest.mark.parametrize(
    "text",
    [
        "[Name] will pair each director with a colleague.",
        "We do not have a mentoring scheme for directors.",
    ],
)
def test_blanks_and_denials_may_not_meet_anything(text):
    passages = passages_of(text)
    assert list(stretches(passages)) and not list(promising(passages))


@pytest.mark.parametrize(
    "text",
    ["Staff and directors wrote this definition together in four workshops.", "We hope to pair directors."],
)
def test_what_undertakes_nothing_is_looked_at_and_known_as_such(text):
    passages = passages_of(text)
    assert list(promising(passages)) == [(0, 1)]
    assert passages.idle == 1


def test_beside_the_best_passage_stands_the_best_that_undertakes_something():
    text = f"{PROMISE}\nIn 2019 the HR Director paired each director with a disabled colleague, and mentoring began.\n"
    found = chances(reading_of(text), passages_of(text), ruleset().catalogue.concepts, read_model())
    for one in found.values():
        assert one.undertaking is None or (one.undertaking.first == 1 and one.undertaking.logit <= one.logit)
    assert any(one.undertaking for one in found.values()) and not all(one.undertaking for one in found.values())


def test_run_time_and_scikit_learn_give_the_same_logits():
    from sklearn.linear_model import LogisticRegression

    model, concepts = read_model(), ruleset().catalogue.concepts
    reading, passages = reading_of(PROMISE), passages_of(PROMISE)
    row = numpy.zeros((1, len(model.features)))
    for name in unit_features(1, reading, passages, concepts):
        if name in model.rows:
            row[0, model.rows[name]] += 1
    row *= SPREAD / numpy.sqrt(row.sum())
    whole = numpy.frombuffer(model.weights, dtype=numpy.int8).reshape(len(model.features), len(model.scorers))
    ours = chances(reading, passages, concepts, model)
    for number, name in enumerate(model.scorers):
        learner = LogisticRegression()
        learner.classes_ = numpy.array([False, True])
        learner.coef_ = (whole[:, [number]] * model.scales[number]).T
        learner.intercept_ = numpy.array([model.biases[number]])
        assert ours[name].logit == pytest.approx(float(learner.decision_function(row)[0]), abs=1e-5)


def test_few_and_many_passages_are_weighed_alike_to_the_last_bit():
    model, chance = read_model(), random.Random(9)
    totals = []
    for features in (0, 1, 7, 400):
        rows = [model.row(name) for name in chance.choices(model.features, k=features)]
        totals.append((sum(rows), features))
    for able in (0, 2, 4):
        assert best_of_few(totals, able, model) == best_of_many(totals, able, model)


def test_packed_rows_add_up_exactly():
    rows = [bytes(number % 256 for number in row) for row in ((-127, 127, 0), (-127, 127, 1), (5, -128, -1))]
    assert unpacked(sum(map(packed, rows)), 3, 3) == [-249, 126, 0]


def test_training_twice_gives_the_same_bytes_and_learns(tmp_path):
    first, second = (model_text(train(SMALL, ruleset())) for _ in range(2))
    assert first == second
    path = tmp_path / "model.json"
    path.write_text(first, encoding="utf-8")
    model = read_model(path)
    assert model.scorers == tuple(column(NAME, least) for least in LEVELS)
    score = {
        text: chances(reading_of(text), passages_of(text), ruleset().catalogue.concepts, model)
        for text in ("A director sponsors each disabled manager.", "The director sponsors the new roof.")
    }
    sponsor, roof = (found[column(NAME, 2)].logit for found in score.values())
    assert sponsor > roof


def test_the_shipped_model_names_known_requirements_and_its_training_set():
    model = read_model()
    known = {column(name, least) for name in ruleset().catalogue.requirements for least in LEVELS}
    assert model.scorers and set(model.scorers) <= known
    assert len(model.training) == 64


@pytest.mark.parametrize("change", ["format", "weights", "scorers"])
def test_a_file_that_is_no_model_is_refused_with_the_remedy(tmp_path, change):
    table = json.loads(SHIPPED.read_text(encoding="utf-8"))
    table[change] = "nothing"
    path = tmp_path / "model.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(LexiconError, match="policy-audit train"):
        read_model(path)
