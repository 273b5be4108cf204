"""A notebook as one HTML file that asks the network for nothing: formulas become MathML, which browsers draw themselves."""

from pathlib import Path

from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

# JupyterLab's page without the scripts that it loads from other hosts.
TEMPLATE = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
"""


class Renderer(IPythonRenderer):
    """Markdown to HTML with formulas as MathML; one that cannot be converted stays as it was written."""

    def block_math(self, body: str) -> str:
        return mathml(body, "block") or super().block_math(body)

    def inline_math(self, body: str) -> str:
        return mathml(body, "inline") or super().inline_math(body)

    def _html_embed_images(self, html: str) -> str:
        # where there is none, leave it alone: what embeds also closes every tag, and solutions would not stay folded
        return super()._html_embed_images(html) if "<img" in html else html


def mathml(formula: str, display: str) -> str | None:
    try:
        return convert(formula, display=display)
    except Exception:  # the converter has no common error class, and a formula is never worth a lost report
        return None


class Page(HTMLExporter):
    """nbconvert's exporter with our template and renderer; `folder` is where the notebook's own pictures lie."""

    def __init__(self, folder: Path) -> None:
        super().__init__(raw_template=TEMPLATE, embed_images=True)
        self._folder = str(folder)

    @pass_context
    def markdown2html(self, context, source: str) -> str:
        attachments = context.get("cell", {}).get("attachments", {})
        renderer = Renderer(escape=False, attachments=attachments, embed_images=True, path=self._folder)
        return MarkdownWithMath(renderer=renderer).render(source)


def page(notebook, title: str, folder: Path) -> str:
    """The whole page."""
    return Page(folder).from_notebook_node(notebook, {"metadata": {"name": title}})[0]
