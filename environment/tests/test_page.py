"""The HTML page: formulas without a script, pictures inside, and nothing that is loaded from elsewhere."""

import base64
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from page import page

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TEXT = "# Noise\n\n![a clip](clip.png)\n\n$$x_t = \\sqrt{\\bar\\alpha_t}\\, x_0$$\n\nwhere $t$ costs `$5`.\n\n"
FOLDED = "<details><summary>Solutions</summary>\n\n1. **58**\n\n</details>\n\n<img src=\"clip.png\">"


class PageTest(unittest.TestCase):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "clip.png").write_bytes(base64.b64decode(PNG))
        output = new_output("display_data", data={"image/png": PNG, "text/plain": "picture"})
        notebook = new_notebook(cells=[new_markdown_cell(TEXT + FOLDED), new_code_cell("show();", outputs=[output])])
        self.whole = page(notebook, "00-start", folder)
        self.body = self.whole[self.whole.index("<body") :]
        with mock.patch("page.convert", side_effect=IndexError):
            self.unconverted = page(notebook, "00-start", folder)

    def test_formulas_are_mathml(self):
        self.assertRegex(self.body, r'<math[^>]+display="block"[^>]*>.*<msqrt>')
        self.assertRegex(self.body, r'<math[^>]+display="inline"[^>]*><mrow><mi>t</mi>')

    def test_code_is_no_formula(self):
        self.assertIn("<code>$5</code>", self.body)

    def test_formula_that_cannot_be_converted_stays(self):
        self.assertIn("$$x_t = \\sqrt{\\bar\\alpha_t}\\, x_0$$", self.unconverted)

    def test_pictures_of_text_and_outputs_are_inside(self):
        self.assertEqual(3, self.body.count(f'src="data:image/png;base64,{PNG[:40]}'))

    def test_what_is_folded_stays_folded(self):
        self.assertRegex(self.body, r"(?s)<details><summary>Solutions</summary>((?!</details>).)*<strong>58</strong>.*</details>")

    def test_nothing_is_loaded(self):
        loads = r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?http|import\s*\(?["']http|@import\s+url\(["']?http"""
        self.assertEqual([], re.findall(loads, self.whole))
        self.assertNotIn("<script", self.body)

    def test_title(self):
        self.assertIn("<title>00-start</title>", self.whole)
