"""Every verb of receipts, read together when the desk starts."""

from . import ends as ends
from . import facts as facts
from . import lines as lines
from . import signing as signing
