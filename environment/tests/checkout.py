"""A copy of the launcher in a temporary folder, with a PATH that holds only what a test puts there."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = (
    "awk bash basename cat cp date df dirname env find flock grep mkdir mktemp mv nproc readlink realpath rm sed sha256sum "
    "sleep sort tail tee touch tr"
).split()

# Stands for Java: says how it was called.
JAVA = """#!/bin/bash
echo "java in $PWD"
for word in "$@"; do echo "<$word>"; done
env | grep -E '^(OMP|PYTORCH|MOTIONSCOPE)' | sort
"""

# Stands for Maven: writes down each call and makes what `mvn package` makes.
MAVEN = """#!/bin/bash
echo "mvn $*" >>"$CALLS"
sleep "${MAVEN_SECONDS:-0}"
if [[ ${MAVEN_FAILS:-} == compile ]]; then echo "[ERROR] Main.java:[3,5] ';' expected"; exit 1; fi
if [[ ${MAVEN_FAILS:-} == offline && $* == *-o* ]]; then
  echo "[ERROR] Cannot access central in offline mode and the artifact has not been downloaded from it before."; exit 1
fi
mkdir -p target/lib
touch target/motionscope.jar target/lib/gson-2.jar target/lib/pytorch-native-cpu-2.jar
"""

MODULES = "java.base jdk.compiler jdk.jshell"


class Checkout:
    """Context manager; `root` is the copy, `bin` the only folder on PATH."""

    def __enter__(self) -> "Checkout":
        self._folder = tempfile.TemporaryDirectory(prefix="motionscope test ")
        base = Path(self._folder.name)
        self.root, self.bin, self.home = base / "checkout", base / "bin", base / "home"
        for folder in (self.root / "environment", self.bin, self.home):
            folder.mkdir(parents=True)
        shutil.copy2(REPOSITORY / "motionscope", self.root)
        for part in ("shell", "requirements.txt", "constraints.txt", "package-lock.json"):
            source, target = REPOSITORY / "environment" / part, self.root / "environment" / part
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        self.source = self.root / "src/main/java/Main.java"
        self.source.parent.mkdir(parents=True)
        self.source.write_text("class Main {}")
        (self.root / "pom.xml").write_text("<project/>")
        self.calls = base / "calls"
        self.calls.write_text("")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def program(self, name: str, text: str, folder: Path | None = None) -> Path:
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def jdk(self, version: str = "17.0.9", javac: bool = True, modules: str = MODULES, name: str = "jdk") -> Path:
        """A folder that looks like a JDK's home."""
        home = self.root.parent / name
        self.program("java", JAVA, home / "bin")
        if javac:
            self.program("javac", "", home / "bin")
        (home / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="{modules}"\n')
        return home

    def java_on_path(self, home: Path) -> None:
        (self.bin / "java").symlink_to(home / "bin" / "java")

    def ready(self) -> "Checkout":
        """Puts a good Java and Maven on the PATH."""
        self.java_on_path(self.jdk())
        self.program("mvn", MAVEN)
        return self

    def start(self, *words: str, program: Path | None = None, cwd: Path | None = None, **environment: str) -> subprocess.Popen:
        clean = {"PATH": str(self.bin), "HOME": str(self.home), "CALLS": str(self.calls), **environment}
        return subprocess.Popen(
            [program or self.root / "motionscope", *words],
            cwd=cwd or self.home,
            env=clean,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *words: str, **more) -> tuple[int, str]:
        """Exit status and everything printed."""
        with self.start(*words, **more) as process:
            output = process.communicate(timeout=60)[0]
        return process.returncode, output

    def builds(self) -> list[str]:
        return self.calls.read_text().splitlines()


def newer(path: Path) -> None:
    """Makes a file's time later than now, because two writes may fall into one tick of the clock."""
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
