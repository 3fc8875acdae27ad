from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from reader.cli.main import build_parser
from reader.export.document import schema_text
from tests.readme import README, TABLE, fenced_blocks, key_table

TEXT = README.read_text("utf-8")


def test_the_table_of_keys_is_that_of_the_program() -> None:
    (table,) = TABLE.findall(TEXT)
    assert table == key_table(), "run python -m tests.readme"


@pytest.mark.parametrize("end", ["reader demo", "pytest"])
def test_each_of_the_two_commands_is_one_line_of_a_block(end: str) -> None:
    lines = [line for block in fenced_blocks(TEXT, "sh") for line in block.splitlines()]
    ending = [line for line in lines if re.search(rf"(^|[ /]){end}$", line)]
    assert len(ending) == 1
    assert ending[0].startswith("python3 -m venv .venv && ")


def test_every_file_that_it_points_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert targets
    missing = [target for target in targets if not (README.parent / target).exists()]
    assert missing == []


def test_the_json_example_is_a_document_of_the_contract() -> None:
    (example,) = fenced_blocks(TEXT, "json")
    Draft202012Validator(json.loads(schema_text("collation"))).validate(json.loads(example))


def test_every_command_that_it_names_is_one_of_the_program() -> None:
    named = set(re.findall(r"`?\breader ([a-z]+) ", "\n".join(fenced_blocks(TEXT))))
    usage = build_parser().format_help()
    assert named
    assert all(f"    {command} " in usage for command in named)
