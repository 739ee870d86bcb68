"""Whether a delivered form fits its sentence: what does not, which licensed form would, and the repair.

Pure functions of the text, the form's span and its licensed forms: no model is asked. The rules speak only
where no reading of the neighbours allows the form.
"""

from kztrans.enforce.grammar.place import Edit, Violation
from kztrans.enforce.grammar.repair import Repaired, repaired, violations

__all__ = ["Edit", "Repaired", "Violation", "repaired", "violations"]
