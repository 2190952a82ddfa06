"""Two hundred hostile files, each looked at in its own process: every one ends in time, with a picture or a reason.

python -m tests.soak.corpus --files 200
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from aedesk.previews.making import make


def sound() -> dict[str, Callable[[], bytes]]:
    """Files of each kind as they should be."""
    from tests.desk.artwork import hostile

    return {
        "pdf": lambda: hostile.pdf(3), "jpg": hostile.photo, "png": lambda: hostile.image("PNG", mode="RGBA"),
        "tif": lambda: hostile.image("TIFF", mode="CMYK"), "psd": hostile.psd, "webp": lambda: hostile.image("WEBP"),
        "gif": lambda: hostile.image("GIF", mode="P"), "bmp": lambda: hostile.image("BMP"),
    }  # fmt: skip


def corpus(count: int) -> Iterator[tuple[str, bytes]]:
    """Sound files cut off, with bytes changed, with other bytes in between, under another's ending; and the bombs."""
    from tests.desk.artwork import hostile

    yield from (("pdf", hostile.flate_bomb()), ("pdf", hostile.zip_bomb()), ("pdf", hostile.pdf(100_000)))
    yield from (
        ("png", hostile.png_of(30_000, 30_000)),
        ("png", hostile.png_of(11_000, 10_000)),
        ("png", hostile.png_of(1, 2**31 - 1)),
    )
    chance, kinds = random.Random(11), sound()  # nosec B311
    for number in range(count - 6):
        ending = chance.choice(sorted(kinds))
        content = bytearray(kinds[ending]())
        how = number % 4
        if how == 0:
            del content[chance.randrange(1, len(content)) :]
        elif how == 1:
            for _ in range(chance.randrange(1, 40)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        elif how == 2:
            at = chance.randrange(len(content))
            content[at:at] = chance.randbytes(chance.randrange(1, 4000))
        else:
            ending = chance.choice(sorted(kinds))
        yield ending, bytes(content)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=200)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ends, slowest = Counter[str](), 0.0
        for number, (ending, content) in enumerate(corpus(options.files)):
            path, folder = Path(name) / f"{number}.{ending}", Path(name) / f"out{number}"
            path.write_bytes(content)
            folder.mkdir()
            began = time.perf_counter()
            told = make(path, ending, folder)
            slowest = max(slowest, time.perf_counter() - began)
            ends[str(told.get("reason") or told["state"])] += 1
    print(
        f"{options.files} files, the slowest {slowest:.1f} s: " + ", ".join(f"{k} {v}" for k, v in ends.most_common())
    )
    return 0 if slowest < 25 and sum(ends.values()) == options.files else 1


if __name__ == "__main__":
    sys.exit(main())
