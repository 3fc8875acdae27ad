"""Which articles belong together, by invented examples of what outlets do to a story."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from reader.grouping.stories import group
from reader.model import Article, Block, Role
from tests.grouping.writing import article, ids, sentences, together, word

STORY = sentences(1, 14)


def test_the_same_text_is_one_story_whatever_its_titles() -> None:
    assert together(
        article("a", STORY, title=STORY[0]),
        article("b", STORY, title=" ".join(STORY[3].split()[:6])),
    )


def test_a_title_alone_never_joins() -> None:
    title = "Council votes to close the harbour bridge"
    one = article("a", [title, *sentences(2, 12)], title=title)
    other = article("b", [title, *sentences(3, 12)], title=title)
    assert not together(one, other)


def test_a_copy_cut_to_half_belongs() -> None:
    assert together(article("a", STORY), article("b", STORY[:7]))


def test_a_brief_of_three_sentences_belongs() -> None:
    assert together(article("a", STORY), article("b", STORY[:3]))


def test_a_brief_cut_in_the_middle_belongs() -> None:
    assert together(article("a", STORY), article("b", [STORY[0], STORY[6], STORY[11]]))


def test_one_shared_sentence_does_not_join() -> None:
    long_sentence = sentences(4, 1, words=60)
    assert not together(
        article("a", long_sentence + sentences(5, 1)), article("b", long_sentence + sentences(6, 1))
    )


def test_a_page_with_twice_the_length_added_belongs() -> None:
    assert together(article("a", STORY), article("b", STORY + sentences(7, 28)))


def test_moved_and_merged_paragraphs_belong() -> None:
    moved = [*STORY[9:], *STORY[:9]]
    merged = [" ".join(moved[i : i + 3]) for i in range(0, len(moved), 3)]
    assert together(article("a", STORY), article("b", merged))


def test_hard_wrapped_text_belongs() -> None:
    words = " ".join(STORY).split()
    wrapped = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]
    assert together(article("a", STORY), article("b", wrapped))


def test_text_read_in_the_wrong_encoding_belongs() -> None:
    accented = [line.replace("a", "ä").replace("o", "ö") for line in STORY]
    damaged = [line.encode("utf-8").decode("cp1252") for line in accented]
    assert together(article("a", accented), article("b", damaged))


def test_an_editor_who_changes_every_fifth_word_keeps_the_story() -> None:
    rng = random.Random(11)
    edited = [
        " ".join(word(rng) if rng.random() < 0.2 else w for w in line.split()) + "."
        for line in STORY
    ]
    assert together(article("a", STORY), article("b", edited))


def test_a_rewrite_that_keeps_a_third_is_derived() -> None:
    rewrite = [*sentences(8, 9), *STORY[4:9]]
    grouping = group([article("a", STORY), article("b", rewrite)])
    assert ids(grouping) == [["a"], ["b"]]
    (relation,) = grouping.related
    assert (relation.a, relation.b, relation.kind) == ("a", "b", "derived")
    assert 0.25 < relation.score < 0.5


def test_background_paragraphs_at_the_end_do_not_join() -> None:
    background = sentences(9, 8)
    one, other = sentences(10, 5) + background, sentences(11, 5) + background
    assert not together(article("a", one), article("b", other))


def test_a_cut_copy_with_the_same_opening_joins_where_background_would_not() -> None:
    one, other = STORY[:8] + sentences(10, 6), STORY[:8] + sentences(11, 6)
    assert together(article("a", one), article("b", other))


def test_two_reports_that_quote_one_speaker_do_not_join() -> None:
    quotes = [f"“{line}” the minister said." for line in sentences(12, 6)]
    one = [line for pair in zip(sentences(13, 6), quotes, strict=True) for line in pair]
    other = [line for pair in zip(sentences(14, 6), quotes, strict=True) for line in pair]
    grouping = group([article("a", one), article("b", other)])
    assert ids(grouping) == [["a"], ["b"]]
    assert [relation.kind for relation in grouping.related] == ["derived"]


def test_a_statement_printed_whole_is_one_story_though_it_is_all_quotation() -> None:
    statement = [f"“{line}”" for line in sentences(15, 9)]
    one = article("a", [*sentences(16, 1), *statement])
    other = article("b", [*sentences(17, 1), *statement])
    assert together(one, other)


@pytest.mark.parametrize(("days", "expected"), [(3, True), (6.9, True), (8, False), (300, False)])
def test_copies_lie_within_some_days(days: float, expected: bool) -> None:
    one, other = article("a", STORY, hours=0), article("b", STORY, hours=24 * days)
    assert together(one, other) is expected


def test_a_missing_date_is_no_evidence() -> None:
    assert together(article("a", STORY, hours=0), article("b", STORY))


def test_an_outlets_recurring_lines_are_ignored() -> None:
    notice = sentences(18, 5)
    pages = [article(f"p{i}", sentences(20 + i, 2) + notice, outlet="Gazette") for i in range(5)]
    alone = article("x", sentences(40, 2) + notice, outlet="Mirror")
    assert len(group([*pages, alone]).stories) == 6


def test_a_notice_that_four_texts_print_counts_for_nobody() -> None:
    notice = sentences(19, 4)
    pages = [article(f"p{i}", sentences(50 + i, 6) + notice) for i in range(4)]
    brief = article("q", sentences(60, 1) + notice)
    assert together(pages[0], brief)
    assert len(group([*pages, brief]).stories) == 5


def test_what_is_shared_is_furniture_where_the_titles_words_stand_elsewhere() -> None:
    notice = sentences(21, 6)
    bodies = sentences(22, 2), sentences(23, 2)
    pages = [
        article(f"p{i}", notice + lines, title=" ".join(lines[0].split()[2:7]))
        for i, lines in enumerate(bodies)
    ]
    assert not together(*pages)


def test_the_same_words_without_titles_would_have_joined() -> None:
    notice = sentences(21, 6)
    assert together(
        article("a", notice + sentences(22, 2)), article("b", notice + sentences(23, 2))
    )


def test_one_outlets_later_articles_are_versions_of_its_first() -> None:
    first = article("a", STORY, outlet="Gazette", hours=2)
    update = article("b", [*STORY, *sentences(24, 2)], outlet="GAZETTE", hours=5)
    other = article("c", STORY, outlet="Mirror", hours=1)
    (story,) = group([update, other, first]).stories
    assert [(m.article, m.version_of) for m in story.members] == [
        ("c", None),
        ("a", None),
        ("b", "a"),
    ]


def test_different_outlets_are_never_versions() -> None:
    articles = [article(name, STORY, hours=1) for name in "abc"]
    (story,) = group(articles).stories
    assert all(member.version_of is None for member in story.members)


def test_one_outlet_needs_more_than_a_shared_half_for_a_version() -> None:
    one, other = STORY[:8] + sentences(25, 6), STORY[:8] + sentences(26, 6)
    assert not together(article("a", one, outlet="Gazette"), article("b", other, outlet="Gazette"))


def test_no_chaining_through_a_neighbour() -> None:
    parts = [sentences(30 + i, 6) for i in range(5)]
    chain = [article(f"c{i}", parts[i] + parts[i + 1]) for i in range(4)]
    neighbours = group(chain)
    for story in neighbours.stories:
        numbers = [int(member.article[1]) for member in story.members]
        assert max(numbers) - min(numbers) <= 1


def test_two_texts_are_not_joined_by_a_page_that_holds_both() -> None:
    first, second = sentences(34, 9), sentences(35, 9)
    copies = [
        article("a1", first, hours=1),
        article("a2", first, hours=2),
        article("b1", second, hours=1),
        article("b2", second, hours=2),
    ]
    digest = article("d", first + second + sentences(36, 4), hours=3)
    grouping = group([*copies, digest])
    assert ids(grouping) == [["a1", "a2"], ["b1", "b2"], ["d"]]
    assert {(r.a, r.b[0], r.kind) for r in grouping.related} == {
        ("d", "a", "contains"),
        ("d", "b", "contains"),
    }


def test_a_digest_is_known_by_its_title_where_it_holds_one_story_inside() -> None:
    lead = sentences(37, 10)
    digest = article("d", lead + STORY[:8] + sentences(38, 6), title=" ".join(lead[0].split()[1:6]))
    grouping = group([article("a", STORY[:8]), digest])
    assert len(grouping.stories) == 2
    assert [(r.a, r.b, r.kind) for r in grouping.related] == [("d", "a", "contains")]


def test_an_article_goes_where_it_matches_best() -> None:
    frame = sentences(39, 9)
    first, second = sentences(41, 3) + frame, sentences(42, 2) + frame
    articles = [
        article("a", first),
        article("b", first),
        article("c", second),
        article("d", second),
    ]
    for story in ids(group(articles)):
        assert {"a", "b"} <= set(story) or {"c", "d"} <= set(story)


def test_members_say_what_they_rest_on() -> None:
    whole = article("a", STORY, outlet="Gazette", hours=0)
    cut = article("b", STORY[:9], outlet="Mirror", hours=3)
    (story,) = group([whole, cut]).stories
    assert story.members[1].evidence == (
        "9 of its 9 sentences stand in the copy of Gazette (a)",
        "shares 144 words with it",
        "published 3 hours apart",
    )
    assert story.members[0].evidence[0] == "has 9 of the 9 sentences of the copy of Mirror (b)"
    assert [member.score for member in story.members] == [1.0, 1.0]


def test_a_story_of_one_rests_on_nothing() -> None:
    (story,) = group([article("a", STORY)]).stories
    assert story.id == "a"
    assert (story.members[0].score, story.members[0].evidence) == (1.0, ())


def test_a_story_is_named_after_its_first_article_and_undated_ones_come_last() -> None:
    articles = [
        article("a", STORY),
        article("z", STORY, hours=1),
        article("m", STORY, hours=2),
        article("b", sentences(43, 9), hours=0),
    ]
    grouping = group(articles)
    assert [story.id for story in grouping.stories] == ["b", "z"]
    assert ids(grouping)[1] == ["z", "m", "a"]


def test_what_stands_outside_the_article_does_not_join() -> None:
    shared, own = " ".join(STORY), (sentences(44, 9), sentences(45, 9))
    pages = []
    for name, lines in zip("ab", own, strict=True):
        text = "\n".join([*lines, shared])
        blocks = split_with_outside(text)
        pages.append(Article(name, article(name, []).outlet, text, blocks))
    assert not together(*pages)


def split_with_outside(text: str) -> tuple[Block, ...]:
    """Return a block for each line, the last outside the article."""
    blocks, place = [], 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        last = number == len(lines)
        blocks.append(Block(place, place + len(line), number, Role.PARAGRAPH, outside=last))
        place += len(line) + 1
    return tuple(blocks)


CHINESE = [
    "北岸市议会星期二以九票对三票决定关闭港口旧桥，让工程人员检查生锈的钢缆。",
    "市长林素文表示，大桥最早要到明年春天才能重新开放，渡轮将免费运送居民。",
    "附近的商店老板担心顾客减少，并要求市政府在施工期间降低租金和停车费用。",
    "工程师说，去年冬天的暴风雨损坏了三根支柱，水下机器人拍到了长长的裂缝。",
]
CHINESE_OTHER = [
    "南山大学的研究小组在湖底发现了一种从未记录过的淡水海绵，颜色呈浅绿色。",
    "这种海绵只生长在二十米以下的岩石上，研究人员用了两年时间才确认它的种类。",
    "负责人陈一帆说，他们将在夏天再次潜水，寻找更多样本，并测量湖水的温度。",
    "当地渔民很早就见过这种生物，他们把它叫做湖灯，因为它在夜里微微发光。",
]
RUSSIAN = [
    "Городской совет Северобережска во вторник проголосовал за закрытие старого портового моста.",
    "Мэр сообщила, что мост откроют не раньше весны, а жителей будет бесплатно возить паром.",
    "Владельцы магазинов опасаются потерять покупателей и просят снизить арендную плату на время.",
    "Инженеры говорят, что зимние штормы повредили три опоры, и под водой видны длинные трещины.",
]
ARABIC = [
    "صوت مجلس مدينة الشاطئ الشمالي يوم الثلاثاء على إغلاق الجسر القديم في الميناء لفحص الكابلات.",
    "وقالت رئيسة البلدية إن الجسر لن يفتح قبل الربيع المقبل وإن العبارة ستنقل السكان مجانا كل يوم.",
    "ويخشى أصحاب المتاجر القريبة أن يقل عدد الزبائن ويطلبون خفض الإيجارات طوال مدة الأشغال كلها.",
    "وقال المهندسون إن عواصف الشتاء الماضي أضرت بثلاث دعامات وإن شقوقا طويلة ظهرت تحت الماء هناك.",
]


@pytest.mark.parametrize("lines", [CHINESE, RUSSIAN, ARABIC])
def test_any_script_is_grouped(lines: list[str]) -> None:
    cut = article("b", lines[:3])
    other = article("c", CHINESE_OTHER)
    grouping = group([article("a", [*lines, *sentences(46, 1)]), cut, other])
    assert ids(grouping) == [["a", "b"], ["c"]]


def test_lost_quotation_marks_and_turned_apostrophes_do_not_part_copies() -> None:
    lines = [
        f"“{a}” said Mara O’Dell’s clerk. {b}" for a, b in zip(STORY[:7], STORY[7:], strict=True)
    ]
    stripped = [line.replace("“", "").replace("”", "").replace("’", "'") for line in lines]
    assert together(article("a", lines), article("b", stripped))


def test_times_of_different_zones_are_compared() -> None:
    one = article("a", STORY, hours=0)
    assert one.published is not None
    other = Article(
        "b",
        article("b", []).outlet,
        one.text,
        one.blocks,
        published=datetime(2031, 3, 1, tzinfo=UTC),
    )
    assert ids(group([one, other])) == [["b", "a"]]


def test_nothing_makes_no_story() -> None:
    assert group([]).stories == ()
