"""Plain pdfplumber: the text of every page, as its own documentation has it."""

from __future__ import annotations

import sys

import pdfplumber

with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        print(page.extract_text())
