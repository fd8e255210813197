"""One more value of a sample: how far from the others it may lie. Pure."""


def student(z: float, freedom: float) -> float:
    """The quantile of Student's t where that of the normal distribution is `z` (Fisher and Cornish 1960, three terms: within one
    per cent from seven degrees of freedom on)."""
    first = (z**3 + z) / (4 * freedom)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return z + first + second + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
