"""The pages: what they name exists, and what they promise of themselves holds."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT, text_of, version

PAGES = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))
DECISIONS = tuple(sorted(ROOT.glob("docs/decisions/*.md")))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MACHINE_PATH = re.compile(r"(?:^|[\s`\"'(=:])(/(?:home|root|work|Users|tmp|mnt)\b[^\s`)]*)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target:
                yield name_of(page), target


def anchors(page: Path) -> set[str]:
    """The names that headings can be linked by: lower case, without punctuation, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def documented_commands() -> list[str]:
    table = text_of("README.md").partition("## Commands")[2].partition("## ")[0]
    return re.findall(r"^\| `([a-z ]+)` \|", table, re.MULTILINE)


def offered_commands(*group: str) -> set[str]:
    asked = subprocess.run([sys.executable, "-m", "season_watch", *group, "--help"], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    listed = asked.stdout.partition("Commands:")[2]
    return set(re.findall(r"^  ([a-z]+)  ", listed, re.MULTILINE))


def test_the_commands_of_the_readme_are_those_that_the_program_offers() -> None:
    documented = documented_commands()
    groups = {command.split()[0] for command in documented if " " in command}
    offered = (offered_commands() - groups) | {
        f"{group} {name}" for group in groups for name in offered_commands(group)
    }
    assert offered == set(documented)


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_a_link_leads_somewhere(page: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    file = (ROOT / page).parent / path if path else ROOT / page
    assert file.resolve().is_relative_to(ROOT)
    assert file.exists()
    assert not anchor or anchor in anchors(file)


@pytest.mark.parametrize("page", [name_of(page) for page in PAGES])
def test_a_page_names_no_path_of_one_machine(page: str) -> None:
    assert not MACHINE_PATH.findall(text_of(page))


@pytest.mark.parametrize("page", [name_of(page) for page in DECISIONS])
def test_a_decision_takes_a_page_and_says_what_would_change_it(page: str) -> None:
    text = text_of(page)
    assert len(text.splitlines()) <= 60
    parts = re.findall(r"^\*\*(Context|Choice|Consequence|What would change it)\.\*\*", text, re.MULTILINE)
    assert parts == ["Context", "Choice", "Consequence", "What would change it"]


def test_decisions_are_numbered_without_a_gap_under_their_own_numbers() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert all(page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ") for page in DECISIONS)


def test_every_decision_is_listed_with_its_title() -> None:
    architecture = text_of("docs/architecture.md")
    for page in DECISIONS:
        title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"- [{title}](decisions/{page.name})" in architecture


def test_the_rooms_of_the_drawing_are_those_of_the_source() -> None:
    source = ROOT / "src" / "season_watch"
    folders = {f"{path.parent.name}/" for path in source.glob("*/__init__.py")}
    modules = {path.name for path in source.glob("*.py") if not path.name.startswith("__")}
    drawn = set(re.findall(r"^\| `([a-z_./]+)` \|", text_of("docs/architecture.md"), re.MULTILINE))
    assert drawn == folders | modules


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## {version()}" in text_of("CHANGELOG.md")


def test_the_make_targets_that_pages_name_exist() -> None:
    named = {
        target for page in PAGES for target in re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)`", page.read_text("utf-8"))
    }
    offered = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert {"check", "test"} <= named <= offered
