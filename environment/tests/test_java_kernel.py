"""The installed kernel, for real: an empty notebook on it begins with our classes imported."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.checkout import REPOSITORY


class JavaKernelTest(unittest.TestCase):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.home, self.prefix = folder / "home", folder / "some jupyter"
        self.home.mkdir()

    def launcher(self, *words: str) -> subprocess.CompletedProcess:
        environment = {**os.environ, "HOME": str(self.home)}
        return subprocess.run(
            [REPOSITORY / "motionscope", *words], env=environment, text=True, capture_output=True, check=False
        )

    def test_install_use_list_remove(self):
        installed = self.launcher("kernel", "install", "--prefix", str(self.prefix))
        self.assertEqual(0, installed.returncode, installed.stderr)
        self.assertIn("ok", self.launcher("kernel", "list", "--prefix", str(self.prefix)).stdout)

        notebook = new_notebook(cells=[new_code_cell('new MotionScopeException("from " + Path.of("a", "b")).getMessage()')])
        with mock.patch.dict(os.environ, {"JUPYTER_PATH": str(self.prefix / "share/jupyter")}):
            NotebookClient(notebook, kernel_name="motionscope", timeout=120).execute()
        self.assertEqual("from a/b", notebook.cells[0].outputs[0].data["text/plain"])

        removed = self.launcher("kernel", "remove", "--prefix", str(self.prefix))
        self.assertEqual(0, removed.returncode, removed.stderr)
        self.assertEqual([], list(self.prefix.rglob("kernel.json")))
        self.assertEqual([], list(self.home.iterdir()), "nothing is written to the user's home")
