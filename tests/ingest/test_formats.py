"""What a file may turn out to be, and what is done with it: two files that must not part."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from ingest import sniffing
from ingest.readers.formats import KINDS, READERS, REFUSED, UNWANTED


def kinds() -> set[str]:
    """Every word that `sniff` can return: those of its tables, and those that stand in its functions."""
    found: set[str] = set()
    for node in ast.parse(inspect.getsource(sniffing)).body:
        if (
            isinstance(node, ast.FunctionDef)
            and isinstance(node.returns, ast.Name)
            and node.returns.id == "str"
        ):
            returned = (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value)
            found |= {word for value in returned for word in _words(value)}
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Tuple):
            rows = [row for row in node.value.elts if isinstance(row, ast.Tuple)]
            found |= {word for row in rows for word in _words(row.elts[-1])}
    return found


def _words(value: ast.expr) -> Iterator[str]:
    """Texts that an expression may come to, without those that it only compares."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (word for side in (value.body, value.orelse) for word in _words(side))


def test_every_kind_that_a_file_may_turn_out_to_be_is_known_to_the_formats():
    found = kinds()
    assert {"", "pdf", "docx", "picture", "eml", "locked", "ole", "zip", "program"} <= found, (
        "the words are found"
    )
    assert found - {""} == KINDS.keys() | UNWANTED.keys(), "no kind without a row, and no row without a kind"


def test_every_kind_leads_to_a_reader_or_to_what_to_do_instead():
    assert KINDS.keys().isdisjoint(UNWANTED)
    for kind, (name, suffix) in KINDS.items():
        assert name, kind
        assert (suffix in READERS) != (suffix in REFUSED), kind
    assert all(sentence.endswith(".") for sentence in (*REFUSED.values(), *UNWANTED.values()))
