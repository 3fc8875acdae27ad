"""The terminal interface, built on Textual."""

import os

os.environ.setdefault("TEXTUAL_FPS", "120")
# A change waits for the next tick of Textual's clock: at its own 60 a second, for 8 ms on average,
# and what one key changes may take two ticks. The clock stands still while nothing changes.
