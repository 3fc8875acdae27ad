"""Two copies, or a copy and the clean text, set against each other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.text.phrases import count
from reader.ui.commands import Where
from reader.ui.elsewhere import bindings_of
from reader.ui.messages import PlaceChosen
from reader.ui.present.compare import Comparison, set_against, summary
from reader.ui.present.ink import Runs
from reader.ui.present.panel import detail_lines
from reader.ui.present.reading import CLEAN, Reading, carry
from reader.ui.present.rows import Place
from reader.ui.present.sidebyside import head_runs, title_runs
from reader.ui.screens.full import FullScreen, Reached
from reader.ui.settled import settled
from reader.ui.widgets.bars import KeyBar, TitleBar
from reader.ui.widgets.compare import ComparePane
from reader.ui.widgets.panel import Panel


class CompareScreen(FullScreen[Reached]):
    """Shows two views of a story; it is opened at a place, and leaves the place reached."""

    AUTO_FOCUS = "#body"
    where = Where.COMPARE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Where.COMPARE)]

    def __init__(self, reading: Reading, views: tuple[int, int], place: Place, line: int) -> None:
        """Set the two views against each other, the place on that line of the terminal."""
        super().__init__()
        self._reading = reading
        self._start = place, line
        self.views = views

    def compose(self) -> ComposeResult:
        """Lay out the bars, the heads of the columns, the text, and what is told of the place."""
        yield TitleBar("Compare", id="title")
        yield Panel(id="head")
        yield ComparePane(id="body")
        yield Panel(id="detail")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the comparison."""
        self.query_one(TitleBar).name_view(title_runs(self._reading, "Compare"))
        self._set(self.views, *self._start)

    @property
    def copies(self) -> int:
        """How many copies the story has."""
        return len(self._reading.index.copies)

    @property
    def active(self) -> ComparePane:
        """The pane of the comparison."""
        return self.query_one(ComparePane)

    def _set(self, views: tuple[int, int], place: Place, line: int) -> None:
        self.views = views
        plain = self.app.no_color or settled(self).ascii_signs
        made = set_against(self._reading.index, *views, signed=plain)
        self.query_one("#head", Panel).tell(lambda width, _: [self._head(made, width)])
        self.active.compare(made, place, line)
        self._tell()

    def _head(self, made: Comparison, width: int) -> Runs:
        return head_runs(self._reading, made, width, wide=self.active.wide)

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """Tell how the sides differ at the cursor."""
        message.stop()
        self._tell()

    def _tell(self) -> None:
        pair, made = self.active.pair, self.active.made
        if pair is None or made is None:
            return
        title, told = "here", pair.detail
        if pair.number:
            title = f"passage {pair.number} of {len(self._reading.collation.passages)}"
        elif pair.row.passages:
            title, told = "in all", (summary(made), *told)
        panel = self.query_one("#detail", Panel)
        panel.tell(lambda width, height: detail_lines(title, told, width, height, "e: all of it"))

    # Commands: sides

    def _show(self, view: int) -> None:
        """Show a view on the right; if it stood on the left, what was on the right goes there."""
        left, right = self.views
        if view != right:
            views = (right if view == left else left), view
            self._set(views, carry(self.active.place, view), self.active.terminal_line)

    def action_turn(self, delta: int) -> None:
        """Set the next view on the right, but for that on the left."""
        left, right = self.views
        view = self._reading.turn(right, delta)
        self._show(self._reading.turn(view, delta) if view == left else view)

    def action_copy(self, number: int) -> None:
        """Set a copy on the right."""
        copies = self._reading.index.copies
        if number in copies:
            self._show(number)
        else:
            self.say(f"This story has {count(len(copies), 'copy', 'copies')}.")

    def action_clean(self) -> None:
        """Set the clean text on the right."""
        self._show(CLEAN)

    def action_swap(self) -> None:
        """Put each side in the other's place."""
        left, right = self.views
        self._set((right, left), self.active.place, self.active.terminal_line)

    def action_pick_copy(self) -> None:
        """Choose the right side from a list."""
        from reader.ui.screens.picker import CopyPicker

        self.app.push_screen(CopyPicker(self._reading, self.views[1]), self._picked)

    def _picked(self, view: int | None) -> None:
        if view is not None:
            self._show(view)

    # Commands: places

    def action_variant(self, direction: int) -> None:
        """Go to the next difference."""
        if not self.active.next_variant(direction):
            self.say("No further difference." if direction > 0 else "No difference before this.")

    def action_addition(self) -> None:
        """Go to the next thing that was put in."""
        if not self.active.next_addition():
            self.say("Nothing is put in on either side.")

    def action_fold(self) -> None:
        """Fold or unfold boilerplate."""
        self.active.toggle_fold()

    def action_differing(self) -> None:
        """Show only what differs, or the whole text."""
        self.active.toggle_differing()
        self.query_one(TitleBar).say("only what differs" if self.active.differing else "")

    def action_evidence(self) -> None:
        """Show the whole reasoning for the place."""
        from reader.ui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self._reading, self.active.place), self._read)

    def _read(self, story: str | None) -> None:
        if story:
            self.dismiss(Reached(story=story))

    def action_yank(self) -> None:
        """Copy the wording of the right side."""
        pair = self.active.pair
        text = self.get_selected_text() or (pair.row.yank if pair is not None else "")
        if text:
            self.app.copy_to_clipboard(text)
            self.clear_selection()
            self.say(f"Copied {count(len(text), 'character')} to the clipboard.")

    # Commands: leaving

    def _reached(self, view: int | None = None, then: str = "") -> Reached:
        return Reached(self.active.place, view, then=then, line=self.active.terminal_line)

    def action_open(self) -> None:
        """Read the right side, here."""
        self.dismiss(self._reached(view=self.views[1]))

    def action_table(self) -> None:
        """Show the table, here."""
        left, right = self.views
        self.dismiss(self._reached(view=right or left, then="table"))

    def action_back(self) -> None:
        """Leave the comparison."""
        self.dismiss(self._reached())

    def action_compare(self) -> None:
        """Leave the comparison."""
        self.action_back()
