"""Django's command line for AE Desk."""

import gc
import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aedesk.settings")
    if sys.argv[1:2] == ["serve"]:
        gc.disable()  # loading makes no rubbish; serve turns it on again
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
