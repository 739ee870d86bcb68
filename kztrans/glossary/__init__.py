"""The termbase: entries, files, matching, lint."""

from kztrans.glossary.glossary import Glossary
from kztrans.glossary.term import Occurrence, Term

__all__ = ["Glossary", "Occurrence", "Term"]
