"""Gives every gate's test a copy of the program to plant a fault in."""

from pathlib import Path

import pytest

from support.field import Field


@pytest.fixture
def field(tmp_path: Path) -> Field:
    return Field(tmp_path)
