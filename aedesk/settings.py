"""Settings: everything by environment variable, with an embedded default (SQLite and files in ./data)."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

try:  # Debian's SQLite (3.40) has the WAL-reset corruption bug, fixed in 3.51.3; pysqlite3 bundles a newer one.
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
except ImportError:
    pass

BASE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("AEDESK_DATA", BASE / "data")).resolve()
DEBUG = os.environ.get("AEDESK_DEBUG") == "1"


def kept_secret(name: str) -> str:
    """Read a secret from the environment or from DATA, making it once (file mode 0600)."""
    if value := os.environ.get(f"AEDESK_{name.upper()}"):
        return value
    path = DATA / f"{name}.key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = kept_secret("secret")
SEAL_KEY = kept_secret("seal")  # signs the journal; lives outside the database on purpose
ALLOWED_HOSTS = os.environ.get("AEDESK_HOSTS", "*").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("AEDESK_ORIGINS", "").split(",") if o]


def database() -> dict[str, Any]:
    """SQLite in DATA, or PostgreSQL where DATABASE_URL says so."""
    if address := os.environ.get("DATABASE_URL"):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/") or "aedesk",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "aedesk.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;",
        },
        "TEST": {"NAME": os.environ.get("AEDESK_TEST_DB", str(DATA / "test.sqlite3"))},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "desk.Person"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "aedesk.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "aedesk.doors.web.middleware.DoorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "aedesk.doors.urls"
WSGI_APPLICATION = "aedesk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "aedesk/doors/web/screens", BASE / "aedesk/doors/web", BASE / "aedesk/doors"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "aedesk.doors.web.environment.environment",
            "auto_reload": DEBUG,
            "context_processors": ["aedesk.doors.web.current.csrf"],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.do"],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Not cached_db: its cache is each process's own, so a sign-out in one would leave the session alive in another.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("AEDESK_HTTPS") == "1"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "aedesk/doors/web/static"]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aedesk.doors.web.statics.Statics"},
}
FILES = DATA / "files"
FILES_RESERVE = int(os.environ.get("AEDESK_RESERVE_MB", "256")) << 20  # bytes no upload may take from the disk
FILES_LARGEST = 2 << 30  # bytes
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "aedesk.desk.forms.FormFile"]
UPLOAD_KEPT = timedelta(days=3)  # an unfinished upload that nobody goes on with
PREVIEWS = DATA / "previews"  # made anew where they are missing: not part of a backup
SEALS = DATA / "seals.log"
# What the worker does: each chore, and how many seconds pass before it is done again.
CHORES = {
    "aedesk.desk.tick.open_today": 300,
    "aedesk.desk.tick.remind": 0,
    "aedesk.desk.deliveries.posting.send_mails": 0,
    "aedesk.desk.journal.sealing.keep_sealed": 600,
    "aedesk.desk.upkeep.join_search_pieces": 60,
}
# What may take long, in a thread beside, so that no reminder waits for it.
SLOW_CHORES = {
    "aedesk.desk.artwork.picturing.make_pictures": 0,
    "aedesk.desk.checks.anew.renew": 60,
    "aedesk.desk.checks.running.check_artwork": 0,
    "aedesk.desk.checks.running.compare_versions": 0,
    "aedesk.desk.artwork.sweeping.sweep": 3600,
    "aedesk.desk.upkeep.count_tables": 86_400,
}

# Mail leaves only where a server is named. The password stands in the environment and nowhere else.
EMAIL_HOST = os.environ.get("AEDESK_SMTP_HOST", "")
EMAIL_USE_TLS = os.environ.get("AEDESK_SMTP_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("AEDESK_SMTP_TLS", "starttls") == "ssl"
EMAIL_PORT = int(os.environ.get("AEDESK_SMTP_PORT") or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25))
EMAIL_HOST_USER = os.environ.get("AEDESK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AEDESK_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 60  # seconds for each step
DEFAULT_FROM_EMAIL = os.environ.get("AEDESK_MAIL_FROM", "")
MAIL_MOST_MB = int(os.environ.get("AEDESK_MAIL_MB") or 20)  # larger files go by link

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
API_RATE = os.environ.get("AEDESK_API_RATE", "1200/m")  # requests of one token
DEMO = os.environ.get("AEDESK_DEMO", "1") == "1"
BASE_URL = os.environ.get("AEDESK_URL", "http://127.0.0.1:8000")
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W001", "axes.W002"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
