"""What the tests run in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from aedesk.kit.apart import serve


def work(order: dict[str, Any]) -> dict[str, Any]:
    print("half way", flush=True)
    match order["do"]:
        case "spin":
            while True:
                pass
        case "sleep":
            sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            Path(order["pid"]).write_text(str(sleeper.pid))
            time.sleep(60)
        case "leave":
            sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            return {"pid": sleeper.pid}
        case "eat":
            return {"eaten": len([bytes(50_000_000) for _ in range(1000)])}
        case "break":
            raise ValueError("not a picture")
        case "abort":
            os.abort()
        case "write":
            Path(order["to"]).write_bytes(bytes(5_000_000))
    return {"heard": order["do"], "knows": sorted(os.environ), "at": os.getcwd()}


if __name__ == "__main__":
    serve(work)
