"""What can be done with a delivery: prepared, checked, sent, told, talked through, chased."""

from . import checking as checking
from . import facts as facts
from . import following as following
from . import mailing as mailing
from . import sending as sending
from . import sharing as sharing
from . import writing as writing
