"""Files that come with a plain form: to a temporary file as they arrive; a full disk becomes words, not a crash."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from aedesk.kit.text import T

from .errors import DeskError, NoRoom
from .vault import FULL, require_room

TOO_LARGE = T("文件超过 2 GB，请分成几份或走网盘。", "The file is larger than 2 GB: split it, or use a net disk.")


class FormFile(TemporaryFileUploadHandler):
    """Django's own, but when there is no room, or too much came, the rest is read away and the file says why."""

    trouble: Any = None
    came = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.trouble, self.came = None, 0
        try:
            super().new_file(*args, **kwargs)
            require_room(0)
        except (OSError, DeskError) as error:
            self._fail(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.came += len(raw_data)
        if self.came > settings.FILES_LARGEST:
            self.trouble = TOO_LARGE
        if self.trouble is None:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self._fail(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.trouble is None:
            try:
                self.file.flush()
                return super().file_complete(file_size)
            except OSError as error:
                self._fail(error)
        refused: Any = UploadedFile(None, self.file_name, size=file_size)
        refused.trouble = self.trouble
        return refused

    def _fail(self, error: Exception) -> None:
        if isinstance(error, OSError) and error.errno not in FULL:
            raise error
        self.trouble = NoRoom()
