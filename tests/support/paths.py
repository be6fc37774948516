"""Where the repository and what the tests fetch lie on this disk."""

from pathlib import Path

ROOT = Path(__file__).parents[2].resolve()
SOURCE = ROOT / "src"
TESTS = ROOT / "tests"
GOLDENS = TESTS / "goldens"
NODE_MODULES = ROOT / ".venv/node/node_modules"
