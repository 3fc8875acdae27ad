"""What a refresh tells, gathered to a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model import Failure
from reader.services import events
from reader.services.events import Event
from reader.text.phrases import count


@dataclass(slots=True)
class Tally:
    """What a refresh told so far."""

    feeds: int = 0
    done: int = 0
    new: int = 0
    stopped: bool = False
    what: str = ""
    failures: list[Failure] = field(default_factory=list)

    def take(self, event: Event) -> bool:
        """Note an event; return whether the list of stories is another since."""
        match event:
            case events.Began():
                self.feeds = event.feeds
            case events.Answered():
                self.done, self.feeds, self.what = event.done, event.of, ""
                self.new += event.new
            case events.Failed():
                self.done, self.feeds, self.what = event.done, event.of, ""
                self.failures.append(Failure(event.title, event.reason))
            case events.Fetched():
                self.what = f"page {event.done:,} of {event.of:,}"
            case events.Grouping():
                if self.done == self.feeds:
                    self.what = f"and grouping {event.done:,} of {event.of:,}"
            case events.Arranged():
                return True
            case events.Ended():
                self.stopped = event.stopped
                if not event.stopped:
                    self.new = event.new
        return False

    @property
    def line(self) -> str:
        """What goes on, in a line."""
        what = self.what or (f"feed {self.done:,} of {self.feeds:,}" if self.feeds else "")
        parts = [f"refreshing {what} …" if what else "refreshing …"]
        if self.new:
            parts.append(f"{self.new:,} new")
        if self.failures:
            parts.append(f"{len(self.failures):,} failed")
        return " · ".join(parts)

    @property
    def summary(self) -> str:
        """What came of it, in a sentence."""
        if not self.feeds:
            return "No feed to refresh: all are paused, or asked not to be asked yet. M shows them."
        fresh = count(self.new, "new article") if self.new else "nothing new"
        failed = (
            f"; {count(len(self.failures), 'feed')} failed: F says why" if self.failures else ""
        )
        begin = "Stopped: " if self.stopped else ""
        return f"{begin}{count(self.done, 'feed')}, {fresh}{failed}."
