"""`policy-audit train`: make the scorer of requirements from the training set, or from labels of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from policy_audit.errors import UsageError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("training"), metavar="[FOLDER]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it; default: the shipped file.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where the file would change.")
def train(folder: Path, output: Path | None, check: bool) -> int:
    """Train the scorer of requirements on FOLDER (default: training), as training/README.md describes it.

    Needs the extra `train` (scikit-learn). The same folder gives the same file, byte for byte.
    """
    from policy_audit.classify.model import SHIPPED
    from policy_audit.classify.model import model_text
    from policy_audit.classify.training_set import read_training_set
    from policy_audit.ruleset.load import load_ruleset

    if not (folder / "requirements").is_dir():
        raise UsageError(f"{folder} holds no training set.", "Name the folder that has `requirements/` in it.")
    try:
        import sklearn  # noqa: F401 - asked for early, with the remedy
    except ImportError:
        raise UsageError("Training needs scikit-learn.", "Install it: pip install 'policy-audit[train]'.") from None
    from policy_audit.classify.train import train as trained

    ruleset = load_ruleset()
    examples = read_training_set(folder, ruleset.catalogue)
    model = trained(examples, ruleset)
    target, text = output or SHIPPED, model_text(model)
    if check:
        same = target.is_file() and target.read_text(encoding="utf-8") == text
        click.echo(f"{target} {'is' if same else 'is not'} what the training set makes.")
        return 0 if same else 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    click.echo(
        f"{target}: {len(model.scorers)} scorers, {len(model.features)} features, "
        f"from {len(examples.passages)} passages and {len(examples.documents)} documents."
    )
    return 0
