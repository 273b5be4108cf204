"""Runs notebooks headless on their kernel, keeps their outputs and holds each cell to its contract (contract.py).

Writes for each notebook the executed .ipynb and an .html, and for all of them junit.xml and summary.json.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from contract import ANSI, breach, contract_of, failure
from memory import PeakMemory
from report import CellResult, NotebookResult, print_problems, print_table, write_html, write_junit, write_notebook, write_summary


def main() -> int:
    arguments = parse()
    try:
        paths = chosen(arguments.names, arguments.notebooks)
    except FileNotFoundError as error:
        print(f"motionscope: notebooks: {error}", file=sys.stderr)
        return 2
    out = arguments.out or arguments.default_out
    out.mkdir(parents=True, exist_ok=True)
    os.environ["MOTIONSCOPE_HEADLESS"] = "1"  # kernels inherit it: no page is there, panels become still pictures
    results = []
    for path in paths:
        print(f"running {path.name}", flush=True)
        result, notebook = run(path, arguments.timeout)
        write_notebook(notebook, out / path.name)
        write_html(notebook, out / f"{path.stem}.html", path.parent)
        if arguments.write:
            write_notebook(notebook, path)
        print_problems(result)
        results.append(result)
    write_junit(results, out / "junit.xml")
    write_summary(results, out / "summary.json")
    print_table(results)
    print(f"notebooks with outputs, HTML, junit.xml and summary.json are in {out}")
    return 0 if all(result.passed for result in results) else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="motionscope notebooks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="00, 00-start-here or a path; without one, all")
    parser.add_argument("--out", type=Path, help="folder for the results (default: out/notebooks in the checkout)")
    parser.add_argument("--write", action="store_true", help="put the outputs into the notebooks themselves")
    parser.add_argument("--timeout", type=int, default=900, help="seconds a cell may take at most (default 900)")
    parser.add_argument("--notebooks", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--default-out", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def chosen(names: list[str], folder: Path) -> list[Path]:
    """The notebooks that the names stand for, in the order given; without names all of the folder, sorted."""
    everything = sorted(folder.glob("*.ipynb"))
    if not names and not everything:
        raise FileNotFoundError(f"there is no notebook in {folder}")
    return [find(name, everything) for name in names] if names else everything


def find(name: str, everything: list[Path]) -> Path:
    if Path(name).is_file():
        return Path(name).resolve()
    stem = name.removesuffix(".ipynb")
    matching = [p for p in everything if p.stem == stem or p.stem.startswith(stem + "-")]
    if len(matching) != 1:
        there = ", ".join(p.stem for p in everything) or "none"
        found = "several notebooks are" if matching else "no notebook is"
        raise FileNotFoundError(f"{found} called '{name}'; there are: {there}")
    return matching[0]


def run(path: Path, timeout: int) -> tuple[NotebookResult, nbformat.NotebookNode]:
    """Executes one notebook in its own folder with a fresh kernel. What was shown before a failure is kept."""
    notebook = nbformat.read(path, as_version=4)
    problem = contracts_problem(notebook)
    if problem:
        return NotebookResult(path.stem, [], 0, 0, problem), notebook
    forget_outputs(notebook)
    clock = CellClock()
    start = time.monotonic()
    with PeakMemory() as memory:
        problem = execute(path, notebook, timeout, clock, memory)
    seconds = time.monotonic() - start
    cells = [
        judge(i, cell, clock.seconds(i), problem if clock.stopped_at(i) else None)
        for i, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
    ]
    if any(clock.stopped_at(cell.index) for cell in cells):
        problem = None  # the cell tells it
    return NotebookResult(path.stem, cells, seconds, memory.peak, problem), notebook


def contracts_problem(notebook) -> str | None:
    """Why the notebook's contracts cannot be checked, or None."""
    try:
        contracts = [contract_of(cell) for cell in notebook.cells if cell.cell_type == "code"]
    except ValueError as error:
        return str(error)
    return None if any(contracts) else "no cell has a contract (metadata 'expect'), so a run would prove nothing"


def forget_outputs(notebook) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def execute(path: Path, notebook, timeout: int, clock: "CellClock", memory: PeakMemory) -> str | None:
    """Runs all cells; returns what stopped the run, or None."""
    client = NotebookClient(
        notebook,
        timeout=timeout,
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        iopub_timeout=10,
        raise_on_iopub_timeout=True,
        on_cell_start=clock.start,
        on_cell_executed=clock.stop,
        on_notebook_start=lambda notebook: memory.watch(client.km.provisioner.pid),
    )
    try:
        client.execute()
    except CellExecutionError:
        return None  # the cell's own error output says it
    except (CellTimeoutError, DeadKernelError, RuntimeError, TimeoutError, LookupError) as error:
        return ANSI.sub("", f"{type(error).__name__}: {error}")
    return None


def judge(index: int, cell, seconds: float, stopped_by: str | None) -> CellResult:
    title = next(iter(cell.source.strip().splitlines()), "")[:60]
    problem = stopped_by or failure(cell) or breach(cell, seconds)
    return CellResult(index, title, seconds, problem, bool(contract_of(cell)))


class CellClock:
    """Seconds each cell took, 0 for one that never ran, and which one never came to its end."""

    def __init__(self) -> None:
        self._started: dict[int, float] = {}
        self._stopped: dict[int, float] = {}

    def start(self, cell, cell_index: int) -> None:
        self._started[cell_index] = time.monotonic()

    def stop(self, cell, cell_index: int, execute_reply=None) -> None:
        self._stopped[cell_index] = time.monotonic()

    def stopped_at(self, index: int) -> bool:
        return index in self._started and index not in self._stopped

    def seconds(self, index: int) -> float:
        if index not in self._started:
            return 0.0
        return self._stopped.get(index, time.monotonic()) - self._started[index]


if __name__ == "__main__":
    sys.exit(main())
