"""The contract of a notebook cell: what its outputs must show, in the cell's metadata under `expect`.

{"mime": ["image/png"], "stdout": "accuracy 0\\.9[5-9]", "text": "PC1", "max_s": 60}

mime: types that must be among the outputs. stdout: regular expression that must be found in what was printed.
text: the same, in any text/plain or text/html output. max_s: seconds the cell may take.
"""

import re

KEYS = {"mime", "stdout", "text", "max_s"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def contract_of(cell) -> dict:
    """The cell's contract, empty if it has none.

    Raises ValueError for a contract that cannot be checked: an unknown key, a wrong type, a broken expression.
    """
    expect = cell.metadata.get("expect", {})
    unknown = set(expect) - KEYS
    if unknown:
        raise ValueError(f"unknown key in the contract: {sorted(unknown)}; there are {sorted(KEYS)}")
    mimes = expect.get("mime", [])
    if not isinstance(mimes, list) or not all(isinstance(m, str) for m in mimes):
        raise ValueError(f"'mime' must be a list of names, it is {mimes!r}")
    for key in ("stdout", "text"):
        try:
            re.compile(expect.get(key, ""))
        except (re.error, TypeError) as error:
            raise ValueError(f"'{key}' is no regular expression: {error}") from None
    limit = expect.get("max_s", 1)
    if isinstance(limit, bool) or not isinstance(limit, (int, float)) or limit <= 0:
        raise ValueError(f"'max_s' must be a number of seconds above 0, it is {limit!r}")
    return expect


def breach(cell, seconds: float) -> str | None:
    """What the executed cell lacks of its contract, or None if it keeps it."""
    expect = contract_of(cell)
    shown = {mime for output in cell.outputs for mime in output.get("data", {})}
    absent = [mime for mime in expect.get("mime", []) if mime not in shown]
    if absent:
        return f"no output of type {', '.join(absent)}; it has {', '.join(sorted(shown)) or 'none'}"
    if "stdout" in expect and not re.search(expect["stdout"], printed(cell)):
        return f"printed text does not match {expect['stdout']!r}: {printed(cell)[:300]!r}"
    if "text" in expect and not any(re.search(expect["text"], text) for text in texts(cell)):
        return f"no text output matches {expect['text']!r}: {[text[:300] for text in texts(cell)]}"
    if seconds > expect.get("max_s", seconds):
        return f"took {seconds:.1f} s, its contract allows {expect['max_s']} s"
    return None


def failure(cell) -> str | None:
    """The error a cell ended with, if it did, or that it did not run at all."""
    for output in cell.outputs:
        if output.output_type == "error":
            trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            return ANSI.sub("", trace).strip()
    if cell.source.strip() and cell.execution_count is None:
        return "did not run"
    return None


def printed(cell) -> str:
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout")


def texts(cell) -> list[str]:
    return [o.data[m] for o in cell.outputs for m in ("text/plain", "text/html") if m in o.get("data", {})]
