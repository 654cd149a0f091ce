"""Writes the pages that follow from the lexicons and the schemas: `python docs/generate.py`, and on every build.

Nothing in `docs/generated/` is written by hand or kept in the repository.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent)]

from generate_adverts import advert_page  # noqa: E402
from generate_law import law_page  # noqa: E402
from generate_requirements import framework_pages  # noqa: E402
from generate_requirements import topic_pages  # noqa: E402
from generate_schemas import configuration_page  # noqa: E402
from generate_schemas import report_page  # noqa: E402
from generate_wording import category_pages  # noqa: E402

from policy_audit.ruleset.load import load_ruleset  # noqa: E402


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/generated`, and the text, of every page."""
    ruleset = load_ruleset()
    yield from category_pages(ruleset)
    yield from framework_pages(ruleset)
    yield from topic_pages(ruleset)
    yield "adverts.md", advert_page(ruleset)
    yield "law.md", law_page(ruleset)
    yield "configuration.md", configuration_page()
    yield "report.md", report_page(ruleset)
    for name in ("requirements", "adverts"):
        yield f"parts/{name}.md", (ruleset.folder / name / "README.md").read_text(encoding="utf-8")


def write(folder: Path) -> None:
    """Write every page that changed, and take away those that are no longer made."""
    made = set()
    for name, text in pages():
        path = folder / name
        made.add(path)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in set(folder.rglob("*.md")) - made:
        path.unlink()


if __name__ == "__main__":
    write(HERE / "generated")
