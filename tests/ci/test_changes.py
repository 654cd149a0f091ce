"""`--changed-since` in repositories as people have them: renamed, deleted, staged and new files, blanks, hooks."""

from __future__ import annotations

import pytest
from policy_repositories import CHAIRMAN
from policy_repositories import check
from policy_repositories import commit
from policy_repositories import git
from policy_repositories import paths
from policy_repositories import shown
from policy_repositories import words
from policy_repositories import write

from policy_audit.cli.main import main

NAME = "HR policies/equal opportunities – “draft” [v2] #1 é.md"


@pytest.fixture
def known(tree):
    write(tree, NAME, CHAIRMAN)
    write(tree, "policies/b.md", "# Policy on equality\n\nThe foreman listens.\n")
    commit(tree)
    return tree


def test_awkward_names_and_only_changed_lines(known):
    write(known, NAME, CHAIRMAN + "\nThe salesmen decide.\n")
    code, report = check(".", "--changed-since", "HEAD")
    assert (paths(report), words(report), code) == ([NAME], ["salesmen"], 1)


def test_staged_changes_and_staged_new_files_count(known):
    write(known, NAME, CHAIRMAN + "\nThe salesmen decide.\n")
    write(known, "new.md", "# Equality policy\n\nThe chairman decides.\n")
    git(known, "add", "--all")
    _, report = check(".", "--changed-since", "HEAD")
    assert sorted(words(report)) == ["chairman", "salesmen"]
    assert any(one["span"] is None for one in shown(report))


def test_renamed_files_count_by_their_changed_lines(known):
    git(known, "mv", NAME, "policies/moved.md")
    assert paths(check(".", "--changed-since", "HEAD")[1]) == []
    write(known, "policies/moved.md", CHAIRMAN.replace("decides", "decides today"))
    _, report = check(".", "--changed-since", "HEAD")
    assert paths(report) == ["policies/moved.md"] and words(report) == ["chairman"]


def test_deleted_files_are_left_out_even_when_named(known):
    (known / NAME).unlink()
    code, report = check(".", NAME, "--changed-since", "HEAD")
    assert (code, paths(report)) == (0, [])
    assert main(["check", "never-there.md", "--changed-since", "HEAD", "--quiet"]) == 2


def test_a_branch_is_compared_with_where_it_left_the_other(known):
    git(known, "checkout", "--quiet", "-b", "proposal")
    write(known, "policies/b.md", "# Policy on equality\n\nThe foreman listens.\n\nThe chairman decides.\n")
    commit(known)
    git(known, "checkout", "--quiet", "main")
    write(known, NAME, CHAIRMAN.replace("chairman", "chair"))
    commit(known, "Meanwhile on main")
    git(known, "checkout", "--quiet", "proposal")
    _, report = check(".", "--changed-since", "main")
    assert paths(report) == ["policies/b.md"] and words(report) == ["chairman"]


def test_word_files_are_new_or_changed_as_a_whole(known):
    from docx import Document

    document = Document()
    document.add_paragraph("The chairman decides on every appeal of the staff.")
    document.save(known / "a b.docx")
    commit(known)
    assert paths(check(".", "--changed-since", "HEAD")[1]) == []
    document.add_paragraph("Nothing else changed in this policy of ours.")
    document.save(known / "a b.docx")
    assert words(check(".", "--changed-since", "HEAD")[1]) == ["chairman"]


def test_line_ends_alone_are_changes_of_lines_and_hunk_like_text_is_not_a_hunk(known):
    write(known, "policies/b.md", "# Policy on equality\n\nThe foreman listens.\n\n@@ -1 +3 @@ is how patches look.\n")
    assert words(check(".", "--changed-since", "HEAD")[1]) == []


def test_git_variables_of_a_hook_do_not_mislead(known, monkeypatch):
    write(known, NAME, CHAIRMAN + "\nThe salesmen decide.\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(known / "HR policies")
    assert words(check(".", "--changed-since", "HEAD")[1]) == ["salesmen"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=injected", "HEAD:README", ""])
def test_a_revision_that_is_none_is_refused_in_words(known, revision, capsys):
    assert main(["check", ".", f"--changed-since={revision}"]) == 2
    assert "--changed-since" in capsys.readouterr().err
    assert not (known / "injected").exists()


def test_a_shallow_clone_is_told_what_to_fetch(known, capsys):
    assert main(["check", ".", "--changed-since", "origin/main"]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_files_outside_a_repository_are_a_clear_error(tmp_path, monkeypatch, capsys):
    write(tmp_path, "a.md", CHAIRMAN)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.md", "--changed-since", "HEAD"]) == 2
    assert "not in a git repository" in capsys.readouterr().err


def test_members_of_an_archive_follow_its_file(known):
    import zipfile

    with zipfile.ZipFile(known / "posts.zip", "w") as archive:
        archive.writestr("one.md", CHAIRMAN)
    _, report = check("posts.zip", "--changed-since", "HEAD")
    assert paths(report) == ["posts.zip/one.md"] and "chairman" in words(report)
    commit(known)
    assert paths(check("posts.zip", "--changed-since", "HEAD")[1]) == []
