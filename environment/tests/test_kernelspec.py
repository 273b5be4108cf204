"""The kernelspec: what is written, when it counts as broken, and that only ours are removed."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import kernelspec


class KernelspecTest(unittest.TestCase):
    def setUp(self):
        self.prefix = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.kernels = self.prefix / "share/jupyter/kernels"
        self.target = self.prefix / "target"
        (self.target / "lib").mkdir(parents=True)
        (self.target / "motionscope.jar").touch()
        (self.target / "lib/gson.jar").touch()
        self.java = self.prefix / "java"
        self.java.touch()

    def call(self, action: str, *words: str) -> tuple[int, str]:
        printed = io.StringIO()
        arguments = ["kernelspec", action, f"--prefix={self.prefix}", *words]
        nowhere = {"JUPYTER_PATH": "", "JUPYTER_DATA_DIR": str(self.prefix / "none"), "JUPYTER_NO_CONFIG": "1"}
        with mock.patch.object(sys, "argv", arguments), mock.patch.dict(os.environ, nowhere), \
                mock.patch.object(kernelspec, "jupyter_path", lambda *_: [str(self.kernels)]), \
                contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            status = kernelspec.main()
        return status, printed.getvalue()

    def install(self) -> dict:
        status, printed = self.call(
            "install", "--name=motionscope", "--display=MotionScope (Java)", f"--java={self.java}",
            f"--classpath={self.target}/motionscope.jar:{self.target}/lib/*", "--option=-Xmx2g", "--env=OMP_WAIT_POLICY=PASSIVE",
        )
        self.assertEqual(0, status, printed)
        return json.loads((self.kernels / "motionscope/kernel.json").read_text())

    def test_starts_the_given_java_with_the_options(self):
        spec = self.install()
        self.assertEqual([str(self.java), "-Xmx2g"], spec["argv"][:2])
        self.assertEqual("{connection_file}", spec["argv"][-1])
        self.assertEqual("PASSIVE", spec["env"]["OMP_WAIT_POLICY"])
        self.assertEqual("MotionScope (Java)", spec["display_name"])

    def test_folder_holds_the_whole_python_side(self):
        self.install()
        names = {path.name for path in (self.kernels / "motionscope").iterdir()}
        self.assertEqual({"kernel.json", "jjava.jar", "startup.jsh", "logging.properties"}, names)

    def test_installing_again_gives_the_same(self):
        self.assertEqual(self.install(), self.install())

    def test_list(self):
        self.assertIn("no MotionScope kernel is installed", self.call("list")[1])
        self.install()
        status, printed = self.call("list")
        self.assertEqual(0, status)
        self.assertIn("ok", printed)

    def test_list_says_what_went(self):
        self.install()
        (self.target / "motionscope.jar").unlink()
        (self.target / "lib/gson.jar").unlink()
        self.java.unlink()
        status, printed = self.call("list")
        self.assertEqual(1, status)
        for path in (self.java, self.target / "motionscope.jar", self.target / "lib"):
            self.assertIn(str(path), printed)
        self.assertIn("./motionscope kernel install", printed)

    def test_remove_takes_ours_only(self):
        self.install()
        other = self.kernels / "java"
        other.mkdir()
        (other / "kernel.json").write_text('{"argv": ["java"]}')
        (self.kernels / "motionscope/kernel.json").touch()
        self.assertEqual(0, self.call("remove")[0])
        self.assertEqual(["java"], [path.name for path in self.kernels.iterdir()])
        status, printed = self.call("remove")
        self.assertEqual(1, status)
        self.assertIn("no MotionScope kernel in", printed)

    def test_folder_that_cannot_be_written(self):
        (self.prefix / "share").write_text("a file where a folder must be")
        status, printed = self.call("install", "--name=motionscope", "--display=x", "--java=x", "--classpath=x")
        self.assertEqual(1, status)
        self.assertRegex(printed, r"^motionscope: kernel install: .*Not a directory|File exists")
