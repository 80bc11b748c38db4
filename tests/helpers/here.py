"""Where the project is, for tests in any folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
OFFICIAL_KIT = ROOT / "templates" / "disclosure-2021"
