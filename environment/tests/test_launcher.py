"""When the launcher builds, what it hands to Java, and that two of them do not get in each other's way."""

import os
import subprocess
import unittest

from tests.checkout import Checkout, newer


class LauncherTest(unittest.TestCase):
    def setUp(self):
        self.here = self.enterContext(Checkout())
        self.here.ready()

    def succeeds(self, *words: str, **more) -> str:
        status, output = self.here.run(*words, **more)
        self.assertEqual(0, status, output)
        return output

    def test_help_fits_a_screen_and_needs_nothing(self):
        (self.here.bin / "java").unlink()
        for words in ([], ["help"], ["--help"]):
            lines = self.succeeds(*words).splitlines()
            self.assertLessEqual(len(lines), 24)
            self.assertLessEqual(max(map(len, lines)), 100)
        self.assertEqual([], self.here.builds())

    def test_builds_once(self):
        self.succeeds("doctor")
        self.succeeds("doctor")
        self.assertEqual(1, len(self.here.builds()))
        self.assertIn("mvn -B -ntp -Dstyle.color=never -o -DskipTests package", self.here.builds()[0])

    def test_builds_again_when_a_source_changed(self):
        self.succeeds("doctor")
        newer(self.here.source)
        self.succeeds("doctor")
        self.assertEqual(2, len(self.here.builds()))

    def test_builds_again_when_a_source_went(self):
        self.succeeds("doctor")
        self.here.source.unlink()
        newer(self.here.source.parent)
        self.succeeds("doctor")
        self.assertEqual(2, len(self.here.builds()))

    def test_builds_again_after_clean(self):
        self.succeeds("doctor")
        (self.here.root / "target/motionscope.jar").unlink()
        self.succeeds("doctor")
        self.assertEqual(2, len(self.here.builds()))

    def test_works_without_maven_when_nothing_changed(self):
        self.succeeds("doctor")
        (self.here.bin / "mvn").unlink()
        self.succeeds("doctor")

    def test_failed_build_shows_the_error_and_is_tried_again(self):
        status, output = self.here.run("doctor", MAVEN_FAILS="compile")
        self.assertEqual(1, status)
        self.assertIn("';' expected", output)
        self.assertEqual(1, len(self.here.builds()), "an error in the code is no reason to ask the network")
        self.succeeds("doctor")

    def test_goes_online_when_a_library_is_missing(self):
        self.assertIn("downloading", self.succeeds("doctor", MAVEN_FAILS="offline"))
        self.assertEqual([True, False], ["-o" in call.split() for call in self.here.builds()])

    def test_two_at_once_build_once(self):
        with self.here.start("doctor", MAVEN_SECONDS="2") as first, self.here.start("doctor", MAVEN_SECONDS="2") as second:
            outputs = [first.communicate(timeout=60)[0], second.communicate(timeout=60)[0]]
        self.assertEqual([0, 0], [first.returncode, second.returncode], outputs)
        self.assertEqual(1, len(self.here.builds()))
        self.assertEqual(1, sum("waiting for it" in output for output in outputs))

    def test_words_and_folder_reach_java_unchanged(self):
        words = ["generate", "a red circle", "--out", "clip one.gif", "", "*"]
        output = self.succeeds(*words, cwd=self.here.bin)
        self.assertIn(f"java in {self.here.bin}", output)
        self.assertTrue(output.split("motionscope.cli.Main>\n")[1].startswith("".join(f"<{w}>\n" for w in words)))

    def test_through_a_symbolic_link(self):
        link = self.here.home / "ms"
        link.symlink_to(self.here.root / "motionscope")
        self.assertIn(f"<{self.here.root}/target/motionscope.jar:", self.succeeds("doctor", program=link))

    def test_settings(self):
        output = self.succeeds("doctor", MOTIONSCOPE_THREADS="3", MOTIONSCOPE_HEAP="5g")
        for word in ("<-Xmx5g>", "<-Dai.djl.pytorch.num_threads=3>", "<-Dai.djl.offline=true>",
                     "<-Dai.djl.pytorch.graph_optimizer=false>", "<--enable-native-access=ALL-UNNAMED>",
                     "OMP_WAIT_POLICY=PASSIVE"):
            self.assertIn(word, output)
        self.assertNotIn("PYTORCH", output)

    def test_cuda_downloads_libtorch_unless_one_is_installed(self):
        for words, environment in ((["doctor", "--device", "cuda"], {}), (["doctor", "--device=cuda:1"], {}),
                                   (["doctor"], {"MOTIONSCOPE_DEVICE": "cuda"})):
            output = self.succeeds(*words, **environment)
            self.assertIn("<-Dai.djl.offline=false>", output)
            self.assertIn("PYTORCH_FLAVOR=cu128", output)
            self.assertIn("gson-2.jar", output)
            self.assertNotIn("pytorch-native-cpu", output)
        output = self.succeeds("doctor", "--device", "cuda", PYTORCH_LIBRARY_PATH="/opt/torch/lib")
        self.assertIn("<-Dai.djl.offline=true>", output)
        self.assertIn("PYTORCH_LIBRARY_PATH=/opt/torch/lib", output)
        self.assertIn("PYTORCH_VERSION=2.7.1", output)

    def test_a_kernel_for_a_gpu_keeps_the_memory_limit(self):
        settings = self.here.root / "environment/shell/settings.sh"
        for device, kept in (("cuda", True), ("cpu", False)):
            output = subprocess.run(["bash", "-c", 'source "$1"; settings "$2"', "bash", settings, device],
                                    check=True, text=True, capture_output=True,
                                    env={**os.environ, "MOTIONSCOPE_GPU_MEMORY": "12g"}).stdout
            self.assertEqual(kept, "MOTIONSCOPE_GPU_MEMORY=12g" in output.splitlines())

    def test_wrong_words(self):
        for words, said in ((["kernel"], "kernel install, kernel list and kernel remove"),
                            (["kernel", "install", "--sudo"], "unknown option '--sudo'"),
                            (["kernel", "install", "--prefix"], "--prefix needs a folder"),
                            (["kernel", "install", "--device", "tpu"], "device 'tpu'"),
                            (["test", "--slow"], "unknown option '--slow'")):
            with self.subTest(words):
                status, output = self.here.run(*words)
                self.assertEqual(1, status, output)
                self.assertIn(said, output)
