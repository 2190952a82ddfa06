"""Programs that judge from outside. At a desk without them their tests are left out; the build has them or fails."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(program: str) -> pytest.MarkDecorator:
    """Leave a test out where the program is missing, but never in the build."""
    is_missing = shutil.which(program) is None and not os.environ.get("CI")
    return pytest.mark.skipif(is_missing, reason=f"{program} is the judge and is not installed here")
