"""The one object that templates see, filled from a rated case in one language."""

from assess.view.build import build_view
from assess.view.types import View

__all__ = ["View", "build_view"]
