"""The one registry of commands: key, footer, palette entry, help row, keymap id and tooltip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding


class Pane(StrEnum):
    """A pane that can have the focus."""

    STORIES = "stories"
    TEXT = "text"
    PROVENANCE = "provenance"


class Where(StrEnum):
    """A screen that has commands of its own, by its name."""

    MAIN = "Main"
    COMPARE = "Compare"
    TABLE = "Table"
    OUTLETS = "Outlets"
    OUTLET = "Outlet"
    FEEDS = "Feeds"


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    MOVE = "Move"
    COPIES = "Copies of a story"
    PLACES = "What was changed"
    FIND = "Find"
    STORIES = "Stories"
    FEEDS = "Feeds"
    TAKE = "Take along"
    SCREEN = "The screen"


ALL = frozenset(Pane)
LIST = frozenset({Pane.STORIES})
READ = frozenset({Pane.TEXT, Pane.PROVENANCE})


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do.

    `keys` are Textual's names of keys; `shown` is how the help writes them; `footer` is the label
    in the footer (empty: not there) in the panes `footer_in`; `help` is one sentence.
    `application`: it works on every screen, else on that which `where` names.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    action: str
    group: Group
    title: str
    help: str
    footer: str = ""
    footer_in: frozenset[Pane] = ALL
    application: bool = False
    where: Where = Where.MAIN

    def bindings(self) -> list[Binding]:
        """Return the bindings that do this; of a numbered command one for each key."""
        if self.numbered:
            return [
                Binding(key, f"{self.action}({key})", self.title, False,
                        id=f"{self.id}-{key}", tooltip=self.help)
                for key in self.keys
            ]  # fmt: skip
        keys = ",".join(self.keys)
        return [Binding(keys, self.action, self.title, False, id=self.id, tooltip=self.help)]

    @property
    def act(self) -> str:
        """The action, and whose it is."""
        return f"{'app' if self.application else 'screen'}.{self.action}"

    @property
    def numbered(self) -> bool:
        """Whether each key is a number that the action takes."""
        return len(self.keys) > 1 and all(key.isdecimal() for key in self.keys)


def _c(
    id: str, keys: str, shown: str, action: str, group: Group, title: str, help: str, *,
    footer: str = "", panes: frozenset[Pane] = ALL, application: bool = False,
    where: Where = Where.MAIN,
) -> Command:  # fmt: skip
    return Command(
        id,
        tuple(keys.split()),
        shown,
        action,
        group,
        title,
        help,
        footer,
        panes,
        application,
        where,
    )


COMMANDS: tuple[Command, ...] = (
    # The order is that of the help screen; in the footer what comes first is the last to give way.
    _c("next-copy", "right_square_bracket", "]", "turn(1)", Group.COPIES, "Next copy",
       "Go to the next copy, at the same passage on the same line.", footer="copy", panes=READ),
    _c("previous-copy", "left_square_bracket", "[", "turn(-1)", Group.COPIES, "Previous copy",
       "Go to the previous copy, at the same passage on the same line."),
    _c("copy", "1 2 3 4 5 6 7 8 9", "1–9", "copy", Group.COPIES, "That copy",
       "Go to the copy of that number, as published.", footer="that copy", panes=READ),
    _c("clean", "0 c", "0  c", "clean", Group.COPIES, "Clean text",
       "Go to the clean text that the copies share.", footer="clean", panes=READ),
    _c("pick-copy", "apostrophe", "'", "pick_copy", Group.COPIES, "Pick a copy",
       "Choose a copy from a list, by number or by outlet."),
    _c("open", "enter", "enter", "open", Group.MOVE, "Open",
       "In the list: read the story. On what an outlet put in: see it in that copy. "
       "On a passage: its evidence. On a related story: read that.", footer="read", panes=LIST),
    _c("next-variant", "n", "n", "variant(1)", Group.PLACES, "Next variant",
       "Go to the next passage that a copy changed, moved or lacks; "
       "in the list, to the next unread story.", footer="next variant", panes=READ),
    _c("previous-variant", "N", "N", "variant(-1)", Group.PLACES, "Previous variant",
       "Go to the previous one."),
    _c("next-addition", "a", "a", "addition", Group.PLACES, "Next addition",
       "Go to the next thing that an outlet put in; after the last, to the first.",
       footer="next addition", panes=READ),
    _c("next-story", "J", "J", "story(1)", Group.COPIES, "Next story",
       "Open the next story of the list.", footer="next story", panes=READ),
    _c("previous-story", "K", "K", "story(-1)", Group.COPIES, "Previous story",
       "Open the previous story of the list."),
    _c("compare", "d", "d", "compare", Group.PLACES, "Compare",
       "Set the copy, or the clean text, against another, word by word.",
       footer="compare", panes=READ),
    _c("table", "t", "t", "table", Group.PLACES, "Table",
       "Show all passages and copies as a table.", footer="table", panes=READ),
    _c("fold", "b", "b", "fold", Group.PLACES, "Fold",
       "In the list: show the story’s copies beneath it, or hide them. In the text: fold or unfold "
       "what is not reporting: share lines, promotion, polls, biographies.", footer="fold"),
    _c("decode", "D", "D", "decode", Group.PLACES, "Decode",
       "Read what an outlet scrambled (ROT47), or see it as printed."),
    _c("headlines", "H", "H", "headlines", Group.PLACES, "Headlines",
       "Show the headline that each outlet put on the story; again: back to the place.",
       footer="headlines", panes=READ),
    _c("evidence", "e", "e", "evidence", Group.PLACES, "Evidence",
       "Show why each copy is labelled as it is, at this place.", footer="why", panes=READ),
    _c("timeline", "w", "w", "timeline", Group.PLACES, "When",
       "Show who printed the story when, and how late after the first.",
       footer="when", panes=READ),
    _c("swap", "s", "s", "swap", Group.PLACES, "Swap the sides",
       "In the comparison: put the left side on the right, and choose another there.",
       footer="swap", where=Where.COMPARE),
    _c("differing", "v", "v", "differing", Group.PLACES, "Only what differs",
       "In the comparison: leave out the passages that are alike, or show them again.",
       footer="only differences", where=Where.COMPARE),
    _c("outlets", "O", "O", "outlets", Group.FIND, "Outlets",
       "Show what each outlet usually adds, cuts and changes.", footer="outlets"),
    _c("sort", "s", "s", "sort(1)", Group.FIND, "Sort",
       "In the table of outlets: sort by the next column.", footer="sort", where=Where.OUTLETS),
    _c("sort-back", "S", "S", "sort(-1)", Group.FIND, "Sort by the column before",
       "In the table of outlets: sort by the column before.", where=Where.OUTLETS),
    _c("search", "slash", "/", "search", Group.FIND, "Search",
       "In the list: search the archive. In the text: find words; then n goes on.",
       footer="search"),
    _c("filter", "f", "f", "filter", Group.FIND, "Filter",
       "Filter the list: is: has: outlet: added: and others; tab completes.",
       footer="filter", panes=LIST),
    _c("searches", "v", "v", "searches", Group.FIND, "Saved searches",
       "Choose among the saved searches; save the one at hand, or remove one."),
    _c("order", "S", "S", "sort_stories", Group.FIND, "Sort",
       "Choose the order of the list.", footer="sort", panes=LIST),
    _c("unread", "u", "u", "toggle_read", Group.STORIES, "Read or unread",
       "Mark the story as read, or as unread again.", footer="read or not", panes=LIST),
    _c("only-unread", "U", "U", "only_unread", Group.STORIES, "Only unread",
       "Show the unread stories alone, or all again.", footer="only unread", panes=LIST),
    _c("star", "s", "s", "star", Group.STORIES, "Star",
       "Star the story, or take its star.", footer="star", panes=LIST),
    _c("read-all", "A", "A", "read_all", Group.STORIES, "Mark all read",
       "Mark all stories of the list as read."),
    _c("undo", "ctrl+z", "ctrl+z", "undo", Group.STORIES, "Undo",
       "Take back what was done last: read, star, note, join, split, a label, a name.",
       footer="undo", panes=LIST),
    _c("note", "m", "m", "note", Group.STORIES, "Note", "Write a note on the story."),
    _c("join", "plus", "+", "join", Group.STORIES, "Join",
       "Mark a story; then on another: make the two one."),
    _c("split", "minus", "-", "split", Group.STORIES, "Split",
       "Split the copy at hand from its story, or choose which."),
    _c("rename-outlet", "L", "L", "rename_outlet", Group.STORIES, "Rename the outlet",
       "Call the outlet of the copy at hand otherwise."),
    _c("refresh", "r", "r", "refresh_story", Group.FEEDS, "Refresh the story’s feeds",
       "Fetch the feeds that the story came from."),
    _c("refresh-all", "R", "R", "refresh_all", Group.FEEDS, "Refresh", "Fetch every feed.",
       footer="refresh", panes=LIST),
    _c("feeds", "M", "M", "feeds", Group.FEEDS, "Feeds",
       "Show the subscriptions; add, change and remove them.", footer="feeds", panes=LIST),
    _c("feed-add", "a", "a", "add", Group.FEEDS, "Add",
       "Add a feed, a site, a list of feeds, a file or a folder.", footer="add",
       where=Where.FEEDS),
    _c("feed-rename", "n", "n", "rename", Group.FEEDS, "Rename", "Call the feed otherwise.",
       footer="rename", where=Where.FEEDS),
    _c("feed-tags", "t", "t", "tag", Group.FEEDS, "Tags", "Give the feed tags.",
       footer="tags", where=Where.FEEDS),
    _c("feed-pause", "p", "p", "pause", Group.FEEDS, "Pause",
       "Pause the feed, or go on with it.", footer="pause", where=Where.FEEDS),
    _c("feed-pages", "w", "w", "pages", Group.FEEDS, "Pages",
       "Fetch the pages where the feed gives only summaries, or do not.",
       footer="pages", where=Where.FEEDS),
    _c("feed-remove", "x delete", "x", "remove", Group.FEEDS, "Remove",
       "End the subscription; its articles stay.", footer="remove", where=Where.FEEDS),
    _c("down", "j down", "j  ↓", "move(1)", Group.MOVE, "Down", "Go one row down."),
    _c("up", "k up", "k  ↑", "move(-1)", Group.MOVE, "Up", "Go one row up."),
    _c("top", "g home", "g", "edge(-1)", Group.MOVE, "Top", "Go to the top."),
    _c("bottom", "G end", "G", "edge(1)", Group.MOVE, "Bottom", "Go to the bottom."),
    _c("half-down", "ctrl+d", "ctrl+d", "page(0.5)", Group.MOVE, "Half a page down",
       "Go half a page down."),
    _c("half-up", "ctrl+u", "ctrl+u", "page(-0.5)", Group.MOVE, "Half a page up",
       "Go half a page up."),
    _c("page-down", "space pagedown", "space", "page(1.0)", Group.MOVE, "A page down",
       "Go a page down."),
    _c("page-up", "pageup", "pgup", "page(-1.0)", Group.MOVE, "A page up", "Go a page up."),
    _c("next-pane", "tab l right", "tab  l", "pane(1)", Group.MOVE, "Next pane",
       "Go to the pane on the right.", footer="pane"),
    _c("previous-pane", "shift+tab h left", "⇧tab  h", "pane(-1)", Group.MOVE, "Previous pane",
       "Go to the pane on the left."),
    _c("back", "escape", "esc", "back", Group.MOVE, "Back",
       "End a search, stop what is under way, or go one pane back."),
    _c("browse", "o", "o", "browse", Group.TAKE, "Open in browser",
       "Open the copy on its outlet's site (http and https only)."),
    _c("links", "number_sign", "#", "links", Group.TAKE, "Links",
       "Choose a link of the text, by number or by words, and open it.", footer="links",
       panes=READ),
    _c("yank", "y", "y", "yank", Group.TAKE, "Copy the passage",
       "Copy the mouse’s selection, or the text under the cursor, to the clipboard.",
       footer="yank", panes=READ),
    _c("yank-reference", "Y", "Y", "yank_reference", Group.TAKE, "Copy a reference",
       "Copy a reference to the story, in the text to the passage, which `reader show` opens."),
    _c("export", "x", "x", "export", Group.TAKE, "Export",
       "Write the story to a file: Markdown, HTML, JSON, TEI or CSV.", footer="export", panes=READ),
    _c("narrow", "less_than_sign", "<", "widen(-4)", Group.SCREEN, "Narrow the pane",
       "Make the pane narrower; in the text, the lines shorter."),
    _c("widen", "greater_than_sign", ">", "widen(4)", Group.SCREEN, "Widen the pane",
       "Make the pane wider; in the text, the lines longer."),
    _c("failures", "F", "F", "failures", Group.SCREEN, "What was passed over",
       "Show the files that could not be read and the feeds that fail, and why."),
    _c("jump", "semicolon", ";", "jump", Group.SCREEN, "Jump",
       "Put a letter at everything in sight; type it to go there.", application=True),
    _c("palette", "ctrl+p", "ctrl+p", "command_palette", Group.SCREEN, "Command palette",
       "Find a command by its name.", application=True),
    _c("theme", "T", "T", "toggle_theme", Group.SCREEN, "Dark or light",
       "Change between the dark and the light theme.", application=True),
    _c("quit", "q", "q", "quit", Group.SCREEN, "Quit", "Leave the program.",
       footer="quit", application=True),
    _c("help", "question_mark", "?", "help", Group.SCREEN, "Help",
       "Show every key and what it does.", footer="help", application=True),
)  # fmt: skip
"""Every command of the program."""

BY_ID = {command.id: command for command in COMMANDS}


def bindings(*, application: bool) -> list[Binding]:
    """Return the bindings of the application, or of the main screen."""
    return [
        binding
        for command in COMMANDS
        if command.application is application and command.where is Where.MAIN
        for binding in command.bindings()
    ]


_NEXT_PANE = {
    Pane.STORIES: "text",
    Pane.TEXT: "who did what",
    Pane.PROVENANCE: "stories",
}
"""What the next pane has, as the footer calls it."""


def footer(pane: Pane, *, alone: bool = False) -> tuple[Command, ...]:
    """Return the commands that the footer names while a pane of the main screen has the focus.

    Where it is `alone` on the screen, the way between the text and what outlets did comes second,
    so that it is named on the smallest: nothing in sight tells of the other.
    """
    next_pane = replace(BY_ID["next-pane"], footer=_NEXT_PANE[pane])
    main = (x for x in COMMANDS if x.where is Where.MAIN and x.footer and pane in x.footer_in)
    first, *rest = (next_pane if x.id == next_pane.id else x for x in main)
    if not alone or pane is Pane.STORIES:
        return first, *rest
    way = next_pane if pane is Pane.TEXT else replace(BY_ID["back"], footer="text")
    return first, way, *(x for x in rest if x.id != way.id)
