"""The line of keys at the foot of a dialog."""

from __future__ import annotations

from textual import events
from textual.widgets import Static

from reader.ui.present.bars import key_at


class KeysLine(Static):
    """Names the keys of a dialog; a click does what the key does."""

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        key = key_at(str(self.content), event.x - self.gutter.left)
        if key:
            self.app.simulate_key(key)
