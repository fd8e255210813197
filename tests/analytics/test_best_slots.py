"""Hours of the week: neighbours help, one lucky video does not win."""

from analytics.best_slots import FEWEST, best_slots


def test_too_few_videos_tell_no_hour_from_another():
    assert best_slots([(0, 20, 2.0)] * (FEWEST - 1)) == []


def test_the_hour_that_did_best_wins_and_its_neighbours_share_in_it():
    posts = [(day, 20, 2.0) for day in range(5)] * 6 + [(day, 9, 0.7) for day in range(5)] * 6
    slots = {(slot.weekday, slot.hour): slot for slot in best_slots(posts)}
    assert len(slots) == 168
    best = best_slots(posts)[0]
    assert (best.hour, best.n) == (20, 6)
    assert slots[0, 20].factor > slots[0, 21].factor > slots[0, 23].factor > slots[0, 9].factor
    assert slots[0, 21].n == 0
    assert slots[0, 20].lo90 < slots[0, 20].factor < slots[0, 20].hi90


def test_one_viral_video_does_not_own_its_hour():
    usual = [(day, hour, 1.0 + 0.05 * (hour % 3)) for day in range(7) for hour in (8, 12, 18)]
    good = [(2, 20, 1.8)] * 8
    best = best_slots([*usual, *good, (4, 3, 500.0)])[0]
    assert (best.weekday, best.hour) == (2, 20)


def test_midnight_is_next_to_eleven_at_night():
    posts = [(1, 23, 3.0)] * 10 + [(1, 12, 1.0)] * 20
    slots = {(slot.weekday, slot.hour): slot.factor for slot in best_slots(posts)}
    assert slots[1, 0] > slots[1, 3]
