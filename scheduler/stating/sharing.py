"""Even shares of a figure: of so many spots for themes or windows, and where slots stand already. Pure."""

from collections.abc import Sequence


def even(total: int, takes: Sequence[int]) -> list[int]:
    """So many spots in even shares, each at most what it takes; what small ones leave goes to the rest."""
    shares = [0] * len(takes)
    order = sorted(range(len(takes)), key=lambda i: (takes[i], i))
    for place, index in enumerate(order):
        shares[index] = min(takes[index], total // (len(order) - place))
        total -= shares[index]
    return shares


def raised(counts: Sequence[int], rooms: Sequence[int], more: int) -> list[int]:
    """Counts after so many more, each given to whoever then has fewest and still has room; earlier ones first."""
    found, left = list(counts), list(rooms)
    for _one in range(more):
        open_ = [i for i, room in enumerate(left) if room > 0]
        if not open_:
            break
        lowest = min(open_, key=lambda i: (found[i], i))
        found[lowest] += 1
        left[lowest] -= 1
    return found
