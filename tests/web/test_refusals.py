"""Every no that the rooms can say has a sentence in both languages, and every sentence is said somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns import errors
from web import refusals

ROOT = Path(__file__).parents[2]
ROOMS = ("campaigns", "exports", "scheduler", "web")
RAISERS = {name for name in vars(errors) if isinstance(getattr(errors, name), type)}
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
FACT = re.compile(r"%\((\w+)\)s")


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "versions" not in path.parts:
                yield path, ast.parse(path.read_text("utf-8"))


def raised() -> dict[str, Path]:
    """Codes that are written where a refusal, a check or a fault is made."""
    found: dict[str, Path] = {}
    makers = RAISERS | {"Fault", "Check", "with_error"}
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in makers:
                    for argument in node.args:
                        for code in _codes(argument):
                            found.setdefault(code, path.relative_to(ROOT))
    return found


def _codes(node: ast.expr) -> Iterator[str]:
    """A code written as it is, or as one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)


def written() -> set[str]:
    """Everything in the code that looks like a code, wherever it stands outside of the sentences themselves.

    A code made of a variable subject and a written end counts for every sentence that ends so.
    """
    ends = tuple(
        part.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and isinstance(part := node.values[-1], ast.Constant)
        if isinstance(part.value, str) and re.fullmatch(r"\.[a-z_]+", part.value) and part.value != ".db"
    )
    made = {code for code in refusals.SENTENCES if code.endswith(ends)} if ends else set()
    return made | {
        node.value
        for path, tree in trees()
        if "refusals" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def test_every_refusal_has_a_sentence():
    missing = {code: str(path) for code, path in raised().items() if code not in refusals.SENTENCES}
    assert missing == {}


def test_every_sentence_is_said_somewhere():
    assert set(refusals.SENTENCES) - written() == set()


@pytest.mark.parametrize("code", sorted(refusals.SENTENCES))
def test_a_sentence_ends_and_needs_no_fact_to_be_said(code: str):
    sentence = refusals.SENTENCES[code]
    assert sentence.rstrip("”").endswith((".", "!")), sentence
    said = refusals.sentence(code, dict.fromkeys(FACT.findall(sentence), "x"))
    assert "%(" not in said
    refusals.sentence(code, {})
