"""An Office file (DOCX, XLSX) is a ZIP of parts: here it loses whatever would differ from day to day or name a person.

Knows the parts that describe the file; refuses to know what the others say.
"""

import io
import zipfile
from html import escape

_DESCRIPTION = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>"
)
#: ZIP knows no „never“; this is its first day.
_NEVER = (1980, 1, 1, 0, 0, 0)


def sealed(made: bytes, title: str, author: str, language: str) -> bytes:
    """The same parts in the same order, described by title, office and language only; equal parts give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _DESCRIPTION:
                part = _CORE.format(escape(title), escape(author), escape(language)).encode()
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells which system made it
            new.writestr(entry, part)
    return target.getvalue()
