"""Start the command line: the command `reader`, and `python -m reader`."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

from reader.cli import main as command_line


def main() -> int:
    """Run the command line and return the exit status.

    Where threads are still at work it ends the process itself: they are daemons, which Python stops
    by throwing them out of whatever they call, and compiled code may answer that with an abort.
    """
    status = command_line.main()
    if any(thread.daemon for thread in threading.enumerate()):
        with suppress(OSError):  # who read the pipe is gone
            sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main())
