"""The pages as a WSGI application; `application` adds their static files, for a server that knows no ASGI."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aedesk.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

pages: Any = get_wsgi_application()
if settings.DEBUG:  # static files straight from their sources
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    pages = StaticFilesHandler(pages)


def __getattr__(name: str) -> Any:
    """`application` is made when a WSGI server asks for it; asgi.py serves the static files itself."""
    if name != "application":
        raise AttributeError(name)
    from servestatic import ServeStatic

    from aedesk.doors.web.statics import gather

    served = ServeStatic(pages, allow_all_origins=False)
    for folder in gather():
        served.add_files(folder, settings.STATIC_URL)
    return served
