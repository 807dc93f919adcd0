"""Fields in which somebody types how a reagent is bought."""

import re
from typing import Literal, get_args

from mscplanner.domain.stockroom import Product
from mscplanner.planning.protocol_edits import typed_text

ProductField = Literal["pack", "strength", "supplier", "catalogue_number", "lead_days"]
PRODUCT_FIELDS: tuple[ProductField, ...] = get_args(ProductField)
MOST_LEAD_DAYS = 365
_LONGEST: dict[ProductField, int] = {
    "pack": 64,
    "strength": 64,
    "supplier": 80,
    "catalogue_number": 80,
    "lead_days": 8,
}
_DAYS = re.compile(r"([0-9]{1,3})\s*(d|days?|天)?", re.IGNORECASE)


def longest(field: ProductField) -> int:
    """Return how many characters a field takes."""
    return _LONGEST[field]


def product_text(product: Product, field: ProductField) -> str:
    """Return a field as it is shown and typed."""
    if field == "lead_days":
        return "" if product.lead_days is None else str(product.lead_days)
    return str(getattr(product, field))


def read_product_field(product: Product, field: ProductField, text: str) -> Product | None:
    """Return ``product`` with what was typed into a field, or None where the field does not take it.

    Example:
        >>> made = read_product_field(Product(reagent="egf"), "lead_days", "10 d")
        >>> made.lead_days if made else None
        10
        >>> read_product_field(Product(reagent="egf"), "lead_days", "soon") is None
        True
    """
    typed = typed_text(text, _LONGEST[field])
    if field != "lead_days":
        return product.model_copy(update={field: typed})
    if not typed:
        return product.model_copy(update={"lead_days": None})
    days = _DAYS.fullmatch(typed)
    if days is None or int(days.group(1)) > MOST_LEAD_DAYS:
        return None
    return product.model_copy(update={"lead_days": int(days.group(1))})
