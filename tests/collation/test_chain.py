from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.collation.chain import Match, heaviest_chain

matches = st.lists(
    st.builds(Match, st.integers(0, 6), st.integers(0, 6), st.integers(1, 9).map(float)),
    max_size=9,
)


def by_trying_all(found: list[Match]) -> float:
    best = 0.0
    for size in range(len(found) + 1):
        for chosen in combinations(sorted(found), size):
            rising = all(a.left < b.left and a.right < b.right for a, b in pairwise(chosen))
            if rising:
                best = max(best, sum(m.weight for m in chosen))
    return best


@given(matches)
def test_the_chain_is_as_heavy_as_the_best_of_all(found: list[Match]) -> None:
    chain = heaviest_chain(found)
    assert sum(m.weight for m in chain) == by_trying_all(found)


@given(matches)
def test_the_chain_rises_on_both_sides(found: list[Match]) -> None:
    chain = heaviest_chain(found)
    assert all(a.left < b.left and a.right < b.right for a, b in pairwise(chain))
