# -*- coding: utf-8 -*-
"""The one command: `python3 run.py` starts AE Desk, `python3 run.py test` runs its tests."""

# This file keeps to what Python 2.7 can read, so that an old interpreter gets a sentence and not a traceback.
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "AE Desk 需要 Python 3.11 或更新的版本，这里是 %d.%d。\n"
        "AE Desk needs Python 3.11 or newer; this is %d.%d.\n" % (sys.version_info[:2] * 2)
    )
    sys.exit(1)

if __name__ == "__main__":
    from tools.start import main

    sys.exit(main(sys.argv[1:]))
