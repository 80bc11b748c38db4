"""The socket at which a LibreOffice would meet a second one with the same profile."""

import hashlib
import os
from pathlib import Path

# LibreOffice puts it here whatever TMPDIR says.
_FOLDER = Path("/tmp")


def socket_of(profile: str) -> Path:
    """Where the LibreOffice with the profile at this URL will have its socket, once it starts.

    Whoever kills it while it starts has to clear it away, and nobody has said yet where it is.
    Its name is the MD5 of the URL in UTF-16, each byte written without a leading zero.
    """
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    return _FOLDER / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"
