"""Running notebooks: on the Python kernel of the private environment, because the runner does not care which."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import run_notebooks

KERNEL = {"name": "quiet", "display_name": "Python", "language": "python"}
COMMAND = [sys.executable, "-m", "ipykernel_launcher", "--log-level=CRITICAL", "-f", "{connection_file}"]


class RunNotebooksTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        kernel = self.folder / "jupyter/kernels/quiet/kernel.json"
        kernel.parent.mkdir(parents=True)
        kernel.write_text(json.dumps({"argv": COMMAND, "display_name": "Python", "language": "python"}))
        self.enterContext(mock.patch.dict(os.environ, {"JUPYTER_PATH": str(self.folder / "jupyter")}))
        self.out = self.folder / "results" / "deep"

    def notebook(self, name: str, *cells: tuple[str, dict]) -> Path:
        made = new_notebook(metadata={"kernelspec": KERNEL}, cells=[new_markdown_cell("# A lesson")])
        for source, expect in cells:
            cell = new_code_cell(source)
            if expect:
                cell.metadata["expect"] = expect
            made.cells.append(cell)
        path = self.folder / f"{name}.ipynb"
        nbformat.write(made, path)
        return path

    def run_all(self, *names: str) -> tuple[int, str]:
        words = ["run", "--notebooks", str(self.folder), "--default-out", str(self.out), *names]
        printed = io.StringIO()
        with mock.patch.object(sys, "argv", words), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            status = run_notebooks.main()
        return status, printed.getvalue()

    def summary(self) -> list[dict]:
        return json.loads((self.out / "summary.json").read_text())

    def test_passes_and_leaves_everything(self):
        path = self.notebook("00-start", ("print('accuracy 0.97')", {"stdout": "0.9[5-9]"}), ("6 * 7", {"text": "42"}))
        before = path.read_bytes()
        status, printed = self.run_all()
        self.assertEqual(0, status, printed)
        self.assertRegex(printed, r"00-start +2 +[\d.]+ s +\d+ MiB +2 of 2 kept +passed")
        self.assertGreater(self.summary()[0]["peak_bytes"], 10_000_000)
        self.assertIn("0.97", (self.out / "00-start.html").read_text())
        self.assertIn("0.97", (self.out / "00-start.ipynb").read_text())
        self.assertEqual(before, path.read_bytes(), "only --write changes the notebook itself")

    def test_write_keeps_outputs_and_gives_the_same_bytes_again(self):
        path = self.notebook("00-start", ("6 * 7", {"text": "42"}))
        self.run_all("--write")
        first = path.read_bytes()
        self.run_all("--write")
        self.assertEqual(first, path.read_bytes())
        self.assertEqual(1, nbformat.read(path, 4).cells[1].execution_count)

    def test_failure_keeps_what_came_before(self):
        self.notebook("00-start", ("print('before')", {"stdout": "before"}), ("1 / 0", {}), ("3", {}))
        status, printed = self.run_all()
        self.assertEqual(1, status)
        self.assertIn("ZeroDivisionError", printed)
        self.assertIn("before", (self.out / "00-start.ipynb").read_text())
        self.assertEqual([None, True, True], [c["problem"] and True for c in self.summary()[0]["cells"]])
        suite = ElementTree.parse(self.out / "junit.xml").getroot()[0]
        self.assertEqual(("3", "2"), (suite.get("tests"), suite.get("failures")))

    def test_broken_contract(self):
        self.notebook("00-start", ("print('accuracy 0.93')", {"stdout": "0.9[5-9]"}))
        status, printed = self.run_all()
        self.assertEqual(1, status)
        self.assertRegex(printed, r"0 of 1 kept +FAILED")

    def test_dead_kernel_is_blamed_on_its_cell(self):
        self.notebook("00-start", ("1", {"text": "1"}), ("import os; os._exit(3)", {}), ("3", {}))
        status, _ = self.run_all()
        self.assertEqual(1, status)
        problems = [cell["problem"] for cell in self.summary()[0]["cells"]]
        self.assertIsNone(problems[0])
        self.assertIn("DeadKernelError", problems[1])
        self.assertEqual("did not run", problems[2])

    def test_cell_without_end(self):
        self.notebook("00-start", ("import time; time.sleep(60)", {"max_s": 1}))
        status, printed = self.run_all("--timeout", "2")
        self.assertEqual(1, status)
        self.assertIn("CellTimeoutError", printed)

    def test_one_bad_notebook_does_not_stop_the_others(self):
        self.notebook("00-none", ("1", {}))
        self.notebook("01-typo", ("1", {"std": "1"}))
        self.notebook("02-good", ("1", {"text": "1"}))
        status, printed = self.run_all()
        self.assertEqual(1, status)
        self.assertIn("no cell has a contract", printed)
        self.assertIn("unknown key in the contract: ['std']", printed)
        self.assertEqual([False, False, True], [r["passed"] for r in self.summary()])

    def test_names(self):
        first, second = self.notebook("00-start"), self.notebook("01-pca-discovery")
        for name in ("01", "01-pca-discovery", "01-pca-discovery.ipynb", str(second), "01-pca"):
            self.assertEqual([second.resolve()], [p.resolve() for p in run_notebooks.chosen([name], self.folder)])
        self.assertEqual([first, second], run_notebooks.chosen([], self.folder))

    def test_unknown_name_lists_what_is_there(self):
        self.notebook("00-start")
        status, printed = self.run_all("07")
        self.assertEqual(2, status)
        self.assertIn("no notebook is called '07'; there are: 00-start", printed)
