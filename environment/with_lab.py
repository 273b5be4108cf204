"""Starts JupyterLab for a folder, runs a command with its address, stops it: with_lab.py FOLDER COMMAND [ARG...].

The command gets LAB_URL (ends in /lab/tree/) and LAB_TOKEN in its environment; its exit status is ours.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SECONDS_TO_START = 90


def main() -> int:
    folder, command = Path(sys.argv[1]).resolve(), sys.argv[2:]
    port, token = free_port(), secrets.token_hex(16)
    with open(folder / "jupyterlab.log", "wb") as log, subprocess.Popen(
        lab_command(folder, port), stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "JUPYTER_TOKEN": token}
    ) as lab:
        try:
            wait_until_up(f"http://127.0.0.1:{port}/api?token={token}", lab)
            address = {"LAB_URL": f"http://127.0.0.1:{port}/lab/tree/", "LAB_TOKEN": token}
            return subprocess.run(command, env={**os.environ, **address}, check=False).returncode
        finally:
            lab.terminate()


def lab_command(folder: Path, port: int) -> list[str]:
    options = [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--no-browser"]
    options.append("--LabApp.expose_app_in_browser=True")  # window.jupyterapp, through which the test runs cells
    if os.geteuid() == 0:
        options.append("--allow-root")
    return [sys.executable, "-m", "jupyterlab", *options]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(url: str, lab: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if lab.poll() is not None:
            raise SystemExit(f"JupyterLab ended with status {lab.returncode}; see jupyterlab.log")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"JupyterLab did not answer within {SECONDS_TO_START} s; see jupyterlab.log")


if __name__ == "__main__":
    sys.exit(main())
