"""What groups of records say, in sixteen bytes each: equal where every cell of every record is. Pure numpy.

A cell is hashed once for each distinct text of its column (SipHash), then sums over the cells of a record and over the records
of a group are mixed; each column and each place in the group has a factor of its own.
"""

from hashlib import blake2b

import numpy
from pandas.util import hash_array

from .records import Records

_KEYS = ("what a row says ", "and once more so ")  # two halves of the digest


def digests_of(records: Records, starts: numpy.ndarray) -> numpy.ndarray:
    """Two unsigned numbers of 64 bits for each group; `starts`: the place of the first record of each."""
    if not len(records):
        return numpy.empty((0, 2), dtype="u8")
    lengths = numpy.diff(starts, append=len(records))
    places = numpy.arange(len(records)) - numpy.repeat(starts, lengths)
    halves = []
    for key in _KEYS:
        said = numpy.zeros(len(records), dtype="u8")
        for name in records.columns:
            coded = records.coded(name)
            hashes = hash_array(coded.values, hash_key=key[:16], categorize=False) * _factor(name + key)
            said += hashes[coded.codes]
        said[~records.fitting] += _factor("a misfit" + key)
        mixed = _mixed(_mixed(said) + places.astype("u8") * _factor(key))
        halves.append(_mixed(numpy.add.reduceat(mixed, starts)))
    return numpy.column_stack(halves)


def hashes_of(keys: numpy.ndarray) -> numpy.ndarray:
    """One unsigned number of 64 bits for each text."""
    return hash_array(keys, hash_key=_KEYS[0][:16], categorize=False)


def _factor(name: str) -> numpy.uint64:
    return numpy.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) | 1)


def _mixed(numbers: numpy.ndarray) -> numpy.ndarray:
    """Every bit depends on every other (the last steps of SplitMix64)."""
    numbers = (numbers ^ (numbers >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> numpy.uint64(31))
