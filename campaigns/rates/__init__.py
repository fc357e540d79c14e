"""What outlets charge. Pure rules: a card's line and a demand make a quote that explains itself, in whole đồng."""

from campaigns.rates.matching import demand_of, fitting, names
from campaigns.rates.pricing import bill, half_up, price, taxed

__all__ = ["bill", "demand_of", "fitting", "half_up", "names", "price", "taxed"]
