"""What is shown: the only floor that knows Qt. It decides nothing and writes nothing; it asks the desk."""

import ctypes
import sys

# PySide6 6.12 reckons with None, True and False being immortal, as they are from Python 3.12 on: every call
# without a result (`setText`, `setPen` …) and every `emit` gives back a reference that it never took. On 3.11
# the interpreter would abort after some thousand calls („none_dealloc: deallocating None“). So these values get
# more references than a program can use up. The count is the first word of every CPython object.
if sys.version_info < (3, 12):
    for _immortal in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_immortal)).value += sys.maxsize // 4
