"""Lighthouse's judgement of a page: its mobile preset, in the Chromium of the browser tests.

The preset is a middling phone on a slow network, whatever machine and network there are. Scores for
speed waver all the same, so a page is judged three times and the middle one counts.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support import chromium

BIN = Path(sys.executable).parent
PROGRAM = BIN.parent / "audit" / "node_modules" / "lighthouse"

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """scores: of each category, of 100. lost: the audits that cost points.

    html, styles, scripts: bytes as they were sent; requests: how many there were.
    """

    scores: tuple[int, ...]
    lost: tuple[str, ...]
    html: int
    styles: int
    scripts: int
    requests: int

    @property
    def perfect(self) -> bool:
        """Whether no point is lost in any category."""
        return set(self.scores) == {100}


def version() -> str:
    """Which Lighthouse it is. Raises FileNotFoundError if there is none."""
    said: str = json.loads((PROGRAM / "package.json").read_text("utf-8"))["version"]
    return said


def judge(address: str) -> Judgement:
    """The middle one of three judgements of a page, by their scores. Raises RuntimeError."""
    tries = sorted((judgement(_run(address)) for _ in range(TRIES)), key=lambda each: each.scores)
    return tries[TRIES // 2]


def _run(address: str) -> dict[str, Any]:
    node = shutil.which("node", path=f"{os.environ.get('PATH', '')}:{BIN}") or "node"
    command = [node, str(PROGRAM / "cli" / "index.js"), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox"]
    around = {**os.environ, "CHROME_PATH": str(chromium.find())}
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed at {address}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    if error := report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse failed at {address}: {error['message']}")
    return report


def judgement(report: dict[str, Any]) -> Judgement:
    """What counts in a report."""
    categories = [report["categories"][name] for name in CATEGORIES]
    listed = report["audits"]["network-requests"]["details"]["items"]
    requests = [each for each in listed if not each["url"].startswith("data:")]

    def sent(kind: str) -> int:
        return sum(each["transferSize"] for each in requests if each.get("resourceType") == kind)

    lost = [
        each["id"]
        for category in categories
        if category["score"] != 1
        for each in category["auditRefs"]
        if each["weight"] and report["audits"][each["id"]]["score"] not in (None, 1)
    ]
    return Judgement(
        scores=tuple(round(100 * (each["score"] or 0)) for each in categories),
        lost=tuple(dict.fromkeys(lost)),
        html=sent("Document"),
        styles=sent("Stylesheet"),
        scripts=sent("Script"),
        requests=len(requests),
    )
