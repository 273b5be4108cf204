"""What a run of notebooks leaves behind: notebooks with outputs, HTML, junit.xml, summary.json and a table."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree import ElementTree

import nbformat

from page import page


@dataclass(frozen=True)
class CellResult:
    """One code cell: `problem` is None if it ran and kept its contract."""

    index: int
    title: str
    seconds: float
    problem: str | None
    has_contract: bool


@dataclass(frozen=True)
class NotebookResult:
    """One notebook: `problem` is what went wrong outside any cell."""

    name: str
    cells: list[CellResult]
    seconds: float
    peak_bytes: int
    problem: str | None

    @property
    def passed(self) -> bool:
        return self.problem is None and all(cell.problem is None for cell in self.cells)

    @property
    def contracts(self) -> str:
        kept = sum(cell.has_contract and cell.problem is None for cell in self.cells)
        return f"{kept} of {sum(cell.has_contract for cell in self.cells)} kept"


def write_notebook(notebook, path: Path) -> None:
    """Writes the notebook without traces of this run that would change at every run."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    replace(path, nbformat.writes(notebook) + "\n")


def write_html(notebook, path: Path, folder: Path) -> None:
    """One file with every output inside (page.py); `folder` is where the notebook's own pictures lie."""
    replace(path, page(notebook, path.stem, folder))


def write_junit(results: list[NotebookResult], path: Path) -> None:
    suites = ElementTree.Element("testsuites")
    for result in results:
        problems = sum(cell.problem is not None for cell in result.cells) + (result.problem is not None)
        count = len(result.cells) + (result.problem is not None)
        suite = ElementTree.SubElement(
            suites, "testsuite", name=result.name, tests=str(count), failures=str(problems), time=f"{result.seconds:.2f}"
        )
        for cell in result.cells:
            add_case(suite, result.name, f"cell {cell.index}: {cell.title}", cell.seconds, cell.problem)
        if result.problem:
            add_case(suite, result.name, "notebook", result.seconds, result.problem)
    replace(path, ElementTree.tostring(suites, encoding="unicode"))


def add_case(suite, notebook: str, name: str, seconds: float, problem: str | None) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=notebook, name=printable(name), time=f"{seconds:.2f}")
    if problem:
        ElementTree.SubElement(case, "failure").text = printable(problem)


def printable(text: str) -> str:
    """XML 1.0 knows no control characters, and a stack trace may hold any."""
    return "".join(c if c >= " " or c in "\n\t" else "?" for c in text)


def write_summary(results: list[NotebookResult], path: Path) -> None:
    summary = [{**asdict(result), "passed": result.passed} for result in results]
    replace(path, json.dumps(summary, indent=2) + "\n")


def print_problems(result: NotebookResult) -> None:
    if result.problem:
        print(f"  {result.name}: {result.problem}")
    for cell in result.cells:
        if cell.problem:
            text = cell.problem[:2000].replace("\n", "\n      ")
            print(f"  cell {cell.index} ({cell.title}):\n      {text}")


def print_table(results: list[NotebookResult]) -> None:
    width = max(8, *(len(result.name) for result in results))
    print(f"{'notebook':{width}}  cells    time   peak memory  contracts       result")
    for r in results:
        outcome = "passed" if r.passed else "FAILED"
        print(
            f"{r.name:{width}}  {len(r.cells):5}  {r.seconds:5.1f} s  {r.peak_bytes / 2**20:8.0f} MiB"
            f"  {r.contracts:14}  {outcome}",
            flush=True,
        )


def replace(path: Path, text: str) -> None:
    """Writes a temporary sibling and moves it into place, so no half-written file is left."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
