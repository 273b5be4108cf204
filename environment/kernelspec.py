"""Installs, lists and removes the MotionScope kernel in a Jupyter's folder of kernels.

The kernel is JJava with our classes on its classpath. Its folder holds everything of the Python side (JJava's jar,
our start-up script, log settings); our own jar and its libraries stay in the checkout's target/, so `list` says whether
they are still there.
"""

import argparse
import glob
import json
import os
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir, jupyter_path

HERE = Path(__file__).resolve().parent
OURS = "motionscope"  # the key in a kernelspec's metadata that marks it as ours
STARTUP, LOGGING = "startup.jsh", "logging.properties"


def main() -> int:
    arguments = parse()
    try:
        return {"install": install, "list": show, "remove": remove}[arguments.action](arguments)
    except OSError as error:
        print(f"motionscope: kernel {arguments.action}: {error}", file=sys.stderr)
        return 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["install", "list", "remove"])
    parser.add_argument("--prefix", required=True, help="folder that holds share/jupyter; USER: the user's own")
    parser.add_argument("--name")
    parser.add_argument("--display")
    parser.add_argument("--java", help="absolute path of the java that runs the kernel")
    parser.add_argument("--classpath", help="our jar and its libraries, separated by ':'; * stands for any name")
    parser.add_argument("--option", action="append", default=[], help="JVM option (repeatable)")
    parser.add_argument("--env", action="append", default=[], help="NAME=VALUE (repeatable)")
    return parser.parse_args()


def kernels_folder(prefix: str) -> Path:
    base = Path(jupyter_data_dir()) if prefix == "USER" else Path(prefix) / "share" / "jupyter"
    return base / "kernels"


def install(arguments: argparse.Namespace) -> int:
    """Writes the kernel's folder; a running Jupyter never sees a half-written kernel.json."""
    folder = kernels_folder(arguments.prefix) / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    copy(jjava_jar(), folder / "jjava.jar")
    for name in (STARTUP, LOGGING):
        copy(HERE / name, folder / name)
    replace(folder / "kernel.json", json.dumps(spec(arguments, folder), indent=2) + "\n")
    if not folder.is_relative_to(sys.prefix):
        print(f"motionscope: kernel '{arguments.display}' installed in {folder}")
    return 0


def spec(arguments: argparse.Namespace, folder: Path) -> dict:
    """The kernelspec. JJava's launcher is left out: it only starts the first java on PATH with the same options."""
    environment = dict(pair.split("=", 1) for pair in arguments.env)
    environment["JJAVA_CLASSPATH"] = arguments.classpath
    environment["JJAVA_STARTUP_SCRIPTS_PATH"] = str(folder / STARTUP)
    return {
        "argv": [
            arguments.java,
            *arguments.option,
            f"-Djava.util.logging.config.file={folder / LOGGING}",
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-jar",
            str(folder / "jjava.jar"),
            "{connection_file}",
        ],
        "display_name": arguments.display,
        "language": "java",
        "interrupt_mode": "message",
        "env": environment,
        "metadata": {OURS: {"checkout": str(HERE.parent)}},
    }


def jjava_jar() -> Path:
    """The kernel's jar in the wheel `jjava`."""
    for file in metadata.files("jjava") or []:
        if file.name == "jjava.jar":
            return Path(file.locate()).resolve()
    raise FileNotFoundError("the Python package jjava holds no jjava.jar; remove environment/venv and run again")


def copy(source: Path, target: Path) -> None:
    if source != target.resolve() and (not target.exists() or source.read_bytes() != target.read_bytes()):
        replace(target, source.read_bytes())


def replace(target: Path, content: str | bytes) -> None:
    """Writes a temporary sibling and moves it into place."""
    data = content.encode() if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def ours(folders: list[Path]) -> list[tuple[Path, dict]]:
    """Folder and content of each kernelspec of ours in these folders of kernels."""
    found = []
    for file in (file for folder in dict.fromkeys(folders) for file in sorted(folder.glob("*/kernel.json"))):
        try:
            content = json.loads(file.read_text())
        except ValueError:
            continue  # somebody else's broken kernel: not ours to judge
        if OURS in content.get("metadata", {}):
            found.append((file.parent, content))
    return found


def show(arguments: argparse.Namespace) -> int:
    """Lists our kernels everywhere Jupyter looks and in the given prefix; 1 if one of them cannot start."""
    everywhere = [kernels_folder(arguments.prefix), *map(Path, jupyter_path("kernels"))]
    found = ours(everywhere)
    if not found:
        print("no MotionScope kernel is installed; add one with: ./motionscope kernel install")
    broken = False
    for folder, content in found:
        gone = missing(content)
        broken = broken or bool(gone)
        state = f"BROKEN, not there: {', '.join(gone)}; run: ./motionscope kernel install" if gone else "ok"
        print(f"{folder.name:16} {content['display_name']:26} {folder}\n{'':16} {state}")
    return 1 if broken else 0


def missing(content: dict) -> list[str]:
    """What the kernel needs to start and is not there."""
    argv, environment = content["argv"], content["env"]
    files = [argv[0], argv[argv.index("-jar") + 1], environment["JJAVA_STARTUP_SCRIPTS_PATH"]]
    return [f for f in files + environment["JJAVA_CLASSPATH"].split(":") if not glob.glob(f)]


def remove(arguments: argparse.Namespace) -> int:
    """Removes our kernels from the given folder, and nothing that is not ours."""
    folder = kernels_folder(arguments.prefix)
    found = ours([folder])
    if not found:
        print(f"motionscope: no MotionScope kernel in {folder}; see: ./motionscope kernel list", file=sys.stderr)
        return 1
    for path, _ in found:
        shutil.rmtree(path)
        print(f"motionscope: removed {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
