"""File fields on the command line: a path becomes an upload, tables of lines are read as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from aedesk.desk.action import Action
from aedesk.desk.errors import InvalidInput
from aedesk.kit.text import T


@contextmanager
def opened(spec: Action, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The data with files opened and lines read. Raises InvalidInput naming the field."""
    with ExitStack() as stack:
        filled = dict(data)
        for one in spec.fields:
            if one.kind == "file" and one.name in data:
                path = Path(str(data[one.name])).expanduser()
                if not path.is_file():
                    raise InvalidInput({one.name: T(f"没有文件 {path}。", f"There is no file {path}.")})
                stream = stack.enter_context(path.open("rb"))
                filled[one.name] = UploadedFile(stream, path.name, size=path.stat().st_size)
            if one.kind == "lines" and isinstance(data.get(one.name), str):
                filled[one.name] = _lines(one.name, data[one.name])
        yield filled


def _lines(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise InvalidInput({name: T("请写成 JSON 列表。", "Write it as a JSON list.")}) from None
