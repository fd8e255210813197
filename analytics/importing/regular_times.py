"""Times written `2026-05-10 08:00:00 +0900`, a whole column at once; other ways of writing are for those who read cells."""

import numpy

_LENGTH = 25
_SIGNS = {4: "-", 7: "-", 10: " ", 13: ":", 16: ":", 19: " "}
_DIGITS = [place for place in range(_LENGTH) if place not in (*_SIGNS, 20)]


def regular_instants(texts: numpy.ndarray) -> numpy.ndarray:
    """datetime64[us] in UTC, NaT where the text is of another shape or no day of the years 2000 to 2100."""
    instants = numpy.full(len(texts), numpy.datetime64("NaT", "us"))
    places = numpy.flatnonzero(numpy.fromiter((len(text) == _LENGTH for text in texts), bool, len(texts)))
    if not len(places):
        return instants
    signs = texts[places].astype(f"U{_LENGTH}").view("u4").reshape(-1, _LENGTH)
    digits = signs[:, _DIGITS].astype("i8") - ord("0")
    good = ((digits >= 0) & (digits <= 9)).all(axis=1)
    for place, sign in _SIGNS.items():
        good &= signs[:, place] == ord(sign)
    good &= (signs[:, 20] == ord("+")) | (signs[:, 20] == ord("-"))
    year = digits[:, :4] @ [1000, 100, 10, 1]
    month, day, hour, minute, second, ahead, more = (digits[:, place : place + 2] @ [10, 1] for place in range(4, 18, 2))
    good &= (year >= 2000) & (year <= 2100) & (month >= 1) & (month <= 12) & (day >= 1)
    good &= (hour < 24) & (minute < 60) & (second < 60) & (ahead <= 14) & (more < 60)
    months = numpy.where(good, (year - 1970) * 12 + month - 1, 0).astype("M8[M]")
    good &= day <= ((months + 1).astype("M8[D]") - months.astype("M8[D]")).astype(int)
    seconds = ((day - 1) * 24 + hour) * 3600 + minute * 60 + second
    seconds -= (ahead * 60 + more) * 60 * numpy.where(signs[:, 20] == ord("+"), 1, -1)
    found = months.astype("M8[D]").astype("M8[us]") + seconds.astype("m8[s]")
    instants[places[good]] = found[good]
    return instants
