"""What is missing on a machine is named, with the command that installs it."""

import unittest

from tests.checkout import Checkout

OLD_PYTHON = "#!/bin/bash\ncase $2 in *print*) echo 3.8 ;; *) exit 1 ;; esac\n"
PYTHON_WITHOUT_VENV = "#!/bin/bash\ncase $2 in *print*) echo 3.11 ;; *ensurepip*) exit 1 ;; esac\n"


class NeedsTest(unittest.TestCase):
    def setUp(self):
        self.here = self.enterContext(Checkout())

    def refused(self, *parts: str, command: str = "doctor", **environment: str) -> None:
        """The launcher exits with 1 and says all parts in one last line of its own."""
        status, output = self.here.run(command, **environment)
        self.assertEqual(1, status, output)
        last = output.splitlines()[-1]
        self.assertTrue(last.startswith("motionscope: "), output)
        for part in parts:
            self.assertIn(part, last)

    def test_no_java(self):
        self.here.program("apt-get", "")
        self.refused("no 'java' on PATH", "sudo apt-get install openjdk-17-jdk-headless")

    def test_other_package_managers(self):
        for manager, command in (("dnf", "dnf install java-21"), ("pacman", "pacman -S jdk21-openjdk")):
            with self.subTest(manager):
                self.here.program(manager, "")
                self.refused(command)
                (self.here.bin / manager).unlink()
        self.refused("the package 'openjdk-17-jdk-headless'")

    def test_java_too_old(self):
        for version, said in (("11.0.22", "Java 11.0.22"), ("1.8.0_392", "Java 8.0"), ("16", "Java 16")):
            with self.subTest(version):
                self.here.java_on_path(self.here.jdk(version))
                self.refused(said, "17 or newer")
                (self.here.bin / "java").unlink()

    def test_java_without_compiler(self):
        self.here.java_on_path(self.here.jdk(javac=False))
        self.refused("without a compiler (a JRE)")

    def test_java_without_jshell(self):
        self.here.java_on_path(self.here.jdk(modules="java.base jdk.compiler"))
        self.refused("no jdk.jshell module")

    def test_java_that_is_none(self):
        self.here.program("java", "#!/bin/bash\nexit 1\n")
        self.refused("no working Java")

    def test_java_home_that_is_not_there(self):
        self.refused("JAVA_HOME is /nowhere", JAVA_HOME="/nowhere")

    def test_java_home_comes_before_path(self):
        self.here.ready()
        old = self.here.jdk("11", name="old")
        self.refused("Java 11", JAVA_HOME=str(old))

    def test_no_maven(self):
        self.here.java_on_path(self.here.jdk())
        self.refused("no 'mvn' on PATH")

    def test_no_flock(self):
        self.here.ready()
        (self.here.bin / "flock").unlink()
        self.refused("no 'flock' on PATH")

    def test_no_disk(self):
        self.here.ready()
        (self.here.bin / "df").unlink()
        self.here.program("df", "#!/bin/bash\necho Filesystem 1M-blocks Used Available\necho /dev/sda 9000 8900 100\n")
        self.refused("building the jar needs", "has 100 MB")

    def test_no_python(self):
        self.here.ready()
        self.refused("Python 3.10 or newer is needed (no 'python3' on PATH)", command="notebooks")

    def test_python_too_old(self):
        self.here.ready()
        self.here.program("python3", OLD_PYTHON)
        self.refused("Python 3.10 or newer is needed (python3 is Python 3.8)", command="notebooks")

    def test_python_without_venv(self):
        self.here.ready()
        self.here.program("apt-get", "")
        self.here.program("python3", PYTHON_WITHOUT_VENV)
        self.refused("(Python 3.11) has no venv module", "sudo apt-get install python3-venv", command="notebooks")

    def test_newer_python_beside_an_old_one(self):
        self.here.ready()
        self.here.program("python3", OLD_PYTHON)
        self.here.program("python3.12", PYTHON_WITHOUT_VENV.replace("3.11", "3.12"))
        self.refused("'python3.12' (Python 3.12)", command="lab")
