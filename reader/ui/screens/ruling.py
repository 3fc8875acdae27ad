"""The part of the main screen where a person rules what copies, labels and names are to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Category, Kind
from reader.ui.commands import BY_ID, Pane
from reader.ui.messages import Overruled
from reader.ui.present.reading import CLEAN
from reader.ui.screens.doing import Deed
from reader.ui.screens.noting import NotingScreen
from reader.ui.screens.patience import needs_reading, needs_stories
from reader.ui.settled import settled

if TYPE_CHECKING:
    from reader.services.deeds import Deeds


class RulingScreen(NotingScreen):
    """Joins and splits stories, sets labels, and calls outlets otherwise."""

    # Stories made one, or two

    @needs_stories
    def action_join(self) -> None:
        """Mark a story to be joined; on another, make the two one."""
        chosen, first = self.stories.chosen, self.stories.joining
        if chosen is None:
            return
        if not first:
            self.stories.joining = chosen.id
            self.say("Go to the other story and press + again; esc lets it be.")
        elif first == chosen.id:
            self.end_joining()
            return
        else:
            other = chosen.id
            self.stories.joining = ""
            self.do(Deed(lambda deeds: deeds.join(first, other), regroups=True, tells=True))
        self.stories.redraw()
        self.name_keys()

    def end_joining(self) -> bool:
        """Let a story that was marked to be joined be; False if none was."""
        was, self.stories.joining = bool(self.stories.joining), ""
        self.stories.redraw()
        self.name_keys()
        return was

    @needs_reading
    def action_split(self) -> None:
        """Split the copy at hand from its story, or choose which."""
        reading = self.text.reading
        if reading is None:
            return
        copies = reading.index.copies
        if len(copies) < 2:
            self.say("This story has one copy; there is nothing to split.")
        elif self.text.view != CLEAN and self.pane is not Pane.STORIES:
            self._split(copies[self.text.view].article.id)
        else:
            from reader.ui.present.choices import Choice
            from reader.ui.screens.choice import ChoiceScreen

            choices = [
                Choice(
                    one.article.id, f"{number}  {reading.index.name(number)}", reading.time(number)
                )
                for number, one in copies.items()
            ]
            screen = ChoiceScreen("Split which copy from the story?", choices)
            self.app.push_screen(screen, self._split)

    def _split(self, article: str | None) -> None:
        if article is not None:
            self.do(Deed(lambda deeds: deeds.split(article), regroups=True, tells=True))

    # Labels

    def on_overruled(self, message: Overruled) -> None:
        """Label a segment as a person says; the story is collated anew."""
        from reader.ui.present.overruling import AS_EVIDENCE, WIRE, set_by_hand

        reading, label, chosen = message.reading, message.label, message.chosen
        article = reading.index.copies[label.copy].article.id
        start, end = label.segment.start, label.segment.end
        category = None if chosen in (WIRE, AS_EVIDENCE) else Category(chosen)
        kind = Kind.WIRE if category is None else Kind.ADDITION

        undo = settled(self).keymap.first(BY_ID["undo"])
        taking_back = f"; {undo} undoes it" if undo else ""

        def withdraw(deeds: Deeds) -> str:
            said = "its label was not set by hand"
            for place in set_by_hand(reading, label):
                said = deeds.withdraw(*place)
                if "withdrawn" in said:
                    return f"{said}{taking_back}"
            return said

        def overrule(deeds: Deeds) -> str:
            return f"{deeds.overrule(article, start, end, kind, category)}{taking_back}"

        act = withdraw if chosen == AS_EVIDENCE else overrule
        self.do(Deed(act, reading.story, tells=True, then=self.show_anew))

    # Outlets

    @needs_reading
    def action_rename_outlet(self) -> None:
        """Call the outlet of the copy at hand otherwise."""
        reading = self.text.reading
        if reading is not None:
            number = self.text.view or reading.source_of(self.text.place)
            self.rename_outlet(reading.index.copies[number].article.outlet.name)

    def rename_outlet(self, outlet: str, then: Callable[[], None] | None = None) -> None:
        """Ask for another name of an outlet."""
        from reader.ui.screens.asking import AskScreen

        def renamed(name: str | None) -> None:
            if name is not None and name.strip() != outlet:
                self.do(
                    Deed(
                        lambda deeds: deeds.rename_outlet(outlet, name),
                        regroups=True,
                        tells=True,
                        then=then,
                    )
                )

        about = "Empty: as it calls itself."
        self.app.push_screen(AskScreen(f"Call {outlet} otherwise", outlet, about), renamed)
