"""Documents as tagged PDF: PDF/A-2a and PDF/UA-1 in one file, by ReportLab's canvas alone.

Plain values in, bytes out. `document.Document` is what every kind of document is built with:
headings, paragraphs, lists, tables that run over pages, figures. `minutes` holds the first kind.
Each part is drawn under the node of the structure tree it belongs to; everything else on a page
is an artifact. There is no default: what is drawn without either fails validation loudly.
"""
