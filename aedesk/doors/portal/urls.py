"""The addresses of the client's door; each module here declares pages of one noun."""

from . import deliveries as deliveries
from . import receipts as receipts
from . import schedules as schedules
from .door import DOORS

urlpatterns = [one.url for one in DOORS]
