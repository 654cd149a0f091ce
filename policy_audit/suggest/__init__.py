"""Suggested edits: replacements that read well, firmer commitments, and the clause a document lacks."""
