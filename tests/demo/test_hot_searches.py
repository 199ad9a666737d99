"""The demo's hot-search lists: what stands on them when."""

from demo import hot_searches, story

ROWS = hot_searches.lists(1)


def test_each_word_stands_highest_when_it_is_said_to():
    best = {}
    for at, board, rank, word, _heat in ROWS:
        best[board, word] = min(best.get((board, word), (99, "")), (rank, at))
    for board, word in {(board, word) for board, word, *_rest in hot_searches.STANDING}:
        rank, at = min((best_rank, f"{moment:%Y-%m-%d %H:%M}") for of, said, _begins, _ends, best_rank, moment in hot_searches.STANDING if (of, said) == (board, word))
        assert best[board, word] == (rank, at)


def test_no_word_stands_twice_on_a_list_and_all_lists_lie_in_the_demo():
    assert len({(at, board, word) for at, board, _rank, word, _heat in ROWS}) == len(ROWS)
    assert f"{story.START:%Y-%m-%d}" < ROWS[0][0] < ROWS[-1][0] < f"{story.END:%Y-%m-%d}"
    assert {rank for _at, _board, rank, *_rest in ROWS} <= set(range(1, 51))
