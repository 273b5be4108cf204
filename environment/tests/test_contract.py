"""Contracts: what they accept, what they catch, and that a mistyped one is an error."""

import unittest

from nbformat.v4 import new_code_cell, new_output

from contract import breach, contract_of, failure


def cell(expect: dict, *outputs, source: str = "1 + 1", count: int | None = 1):
    made = new_code_cell(source, execution_count=count, outputs=list(outputs))
    made.metadata["expect"] = expect
    return made


def printed(text: str, name: str = "stdout"):
    return new_output("stream", name=name, text=text)


def shown(**data: str):
    return new_output("display_data", data={key.replace("_", "/"): value for key, value in data.items()})


class ContractTest(unittest.TestCase):
    def test_kept(self):
        expect = {"mime": ["image/png"], "stdout": r"accuracy 0\.9[5-9]", "text": "PC1", "max_s": 2}
        outputs = (printed("accuracy 0.97\n"), shown(image_png="", text_html="<b>PC1</b>"))
        self.assertIsNone(breach(cell(expect, *outputs), 1.5))

    def test_number_outside_the_claim(self):
        self.assertIn("0.93", breach(cell({"stdout": r"accuracy 0\.9[5-9]"}, printed("accuracy 0.93")), 1))

    def test_text_split_over_several_stream_outputs(self):
        self.assertIsNone(breach(cell({"stdout": "one two"}, printed("one "), printed("two")), 1))

    def test_standard_error_is_not_standard_output(self):
        self.assertIsNotNone(breach(cell({"stdout": "done"}, printed("done", "stderr")), 1))

    def test_missing_type_names_what_is_there(self):
        message = breach(cell({"mime": ["image/png"]}, shown(text_plain="x")), 1)
        self.assertIn("image/png", message)
        self.assertIn("text/plain", message)

    def test_text_looks_at_plain_and_html_only(self):
        self.assertIsNotNone(breach(cell({"text": "PC1"}, shown(image_svg="PC1"), printed("PC1")), 1))

    def test_too_slow(self):
        self.assertIn("2.5 s", breach(cell({"max_s": 2}), 2.5))

    def test_no_contract(self):
        self.assertEqual({}, contract_of(new_code_cell("1")))
        self.assertIsNone(breach(new_code_cell("1"), 99))

    def test_mistakes_are_errors(self):
        for wrong in ({"std_out": "x"}, {"mime": "image/png"}, {"mime": [1]}, {"stdout": "("}, {"text": 3}, {"max_s": "9"},
                      {"max_s": 0}, {"max_s": True}):
            with self.subTest(wrong), self.assertRaises(ValueError):
                contract_of(cell(wrong))


class FailureTest(unittest.TestCase):
    def test_error_output_without_colours(self):
        error = new_output("error", ename="E", evalue="no", traceback=["\x1b[1mTap 'up5' does not exist\x1b[0m"])
        self.assertEqual("Tap 'up5' does not exist", failure(cell({}, error)))

    def test_cell_that_did_not_run(self):
        self.assertEqual("did not run", failure(cell({}, count=None)))
        self.assertIsNone(failure(cell({}, source="  \n", count=None)))

    def test_cell_that_ran(self):
        self.assertIsNone(failure(cell({}, printed("fine"))))
