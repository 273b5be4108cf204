"""Peak memory of a process and its children, by sampling."""

import threading

import psutil

SECONDS_BETWEEN_SAMPLES = 0.2


class PeakMemory:
    """Context manager that watches a process tree; `peak` is the largest sum of resident bytes seen."""

    def __init__(self) -> None:
        self.peak = 0
        self._pid: int | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def watch(self, pid: int) -> None:
        """Names the process and samples it once: short work may end before the next sample."""
        self.peak = max(self.peak, resident(pid))
        self._pid = pid

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SECONDS_BETWEEN_SAMPLES):
            if self._pid is not None:
                self.peak = max(self.peak, resident(self._pid))


def resident(pid: int) -> int:
    """Resident bytes of a process and all its descendants; a process that has just ended counts nothing."""
    try:
        process = psutil.Process(pid)
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(resident_of_one(p) for p in tree)


def resident_of_one(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
