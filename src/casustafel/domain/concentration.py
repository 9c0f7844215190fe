"""How much of the help goes to how few: production beside clients, the heaviest first."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concentration:
    """Of one law, or of one provider in it: the share of production of the heaviest clients.

    `curve` gives for each half percent of clients (0 to 100) the percentage of production.
    """

    law: str
    provider: str
    clients: int
    total: int
    curve: tuple[float, ...]

    def share(self, percent: float) -> float:
        """Return what the heaviest so many percent of clients take, in percent."""
        at = min(max(percent, 0.0), 100.0) * 2
        low = min(int(at), 199)
        return self.curve[low] + (self.curve[low + 1] - self.curve[low]) * (at - low)


def concentration(values: Iterable[int], law: str, provider: str = "") -> Concentration:
    """Return the curve of what each client takes; in between two clients it runs straight."""
    heavy = sorted((value for value in values if value > 0), reverse=True)
    total, count = sum(heavy), len(heavy)
    if not total:
        return Concentration(law, provider, count, 0, (0.0,) * 201)
    sums = [0]
    for value in heavy:
        sums.append(sums[-1] + value)
    curve = []
    for half in range(201):
        at = half * count / 200
        low = min(int(at), count - 1)
        taken = sums[low] + heavy[low] * (at - low)
        curve.append(round(100 * taken / total, 4))
    return Concentration(law, provider, count, total, tuple(curve))
