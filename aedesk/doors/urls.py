"""Every address of the house."""

from .api.urls import elsewhere
from .api.urls import urlpatterns as api
from .portal.urls import urlpatterns as portal
from .web.urls import urlpatterns as web

urlpatterns = [*api, *portal, *web, elsewhere]
handler404 = "aedesk.doors.web.problems.not_found"
handler500 = "aedesk.doors.web.problems.crashed"
