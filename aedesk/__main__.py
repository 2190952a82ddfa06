"""The words of the command line: aedesk today · aedesk rules · aedesk do <action> … · aedesk verify-journal."""

import os
import sys


def main() -> int:
    """Set Django up and hand the words to the command line door."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aedesk.settings")
    import django

    django.setup()
    from aedesk.doors.cli.main import run

    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # `aedesk … | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
