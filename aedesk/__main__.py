"""The words of the command line: aedesk today · aedesk rules · aedesk do <action> … · aedesk verify-journal."""

import os
import sys


def main() -> int:
    """Set Django up and hand the words to the command line door."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aedesk.settings")
    import django

    django.setup()
    from aedesk.doors.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
