"""`bentofile.yaml` asks for what `pyproject.toml` asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_bento_installs_what_the_wheel_installs() -> None:
    packages = re.findall(r'^    - "(.+)"$', (ROOT / "bentofile.yaml").read_text("utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [project["optional-dependencies"][extra] for extra in ("service", "fast")]
    wanted = {each for listed in [project["dependencies"], *extras] for each in listed}
    assert set(packages) == {each for each in wanted if not each.startswith("newsbrief[")}
