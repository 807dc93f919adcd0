"""The recipe of a batch, or of what completes it, as cells: what each shows, and what was typed there."""

from typing import NamedTuple

from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import stock_form
from mscplanner.gui.wording import Wording
from mscplanner.planning.parts import parts_of
from mscplanner.planning.plan import Completion, Intermediate, MediumBatch, RecipeLine
from mscplanner.planning.volume_recipe import line_cells

REAGENT, STOCK, FINAL, ADD, ACHIEVED, ERROR = range(6)
HEADS = (N_("Reagent"), N_("Stock"), N_("Final"), N_("Add"), N_("Achieved"), N_("Error %"))


class RecipeCell(NamedTuple):
    """One cell.

    Attributes:
        typed: What is edited there; None where nothing can be typed.
        wrong: Whether that cannot be read.
    """

    text: str
    typed: str | None = None
    wrong: bool = False


RecipeRow = tuple[RecipeCell, ...]


class Mix(NamedTuple):
    """What is mixed at one go: a batch, or what completes a part of it on a day."""

    batch: MediumBatch
    completion: Completion | None = None

    @property
    def id(self) -> str:
        """Id of the batch or of the completion."""
        return self.completion.id if self.completion else self.batch.id

    @property
    def lines(self) -> tuple[RecipeLine, ...]:
        """The lines of its recipe."""
        return (self.completion or self.batch).recipe

    @property
    def intermediates(self) -> tuple[Intermediate, ...]:
        """The dilutions that are made for it first."""
        return (self.completion or self.batch).intermediates

    @property
    def volume(self) -> Quantity:
        """What comes out."""
        return (self.completion or self.batch).volume

    @property
    def complete(self) -> bool:
        """Whether every volume of it is known."""
        return self.completion.complete if self.completion else self.batch.complete

    @property
    def day(self) -> int:
        """The day whose stocks it is made with."""
        return self.completion.day if self.completion else self.batch.feeds[0]

    @property
    def is_control(self) -> bool:
        """Whether it is for control vessels only: what goes into it follows from the stages."""
        return "induced" not in self.batch.arms

    def stock_of(self, run: Run, reagent: str) -> Stock | None:
        """Return what a reagent of it is taken from, or None where the usual strength is planned with."""
        return next((stock for stock in run.stocks_on(self.day) if stock.reagent == reagent), None)


def recipe_rows(mix: Mix, run: Run, wording: Wording) -> tuple[RecipeRow, ...]:
    """Return the rows of a recipe in the order of addition, and its total below them."""
    stage = run.protocol.stage(mix.batch.stage)
    typed = {part.key: part.addition.final for part in parts_of(stage, run.lab)} if stage else {}
    rows = [_row(mix, line, typed.get(line.key), run, wording) for line in mix.lines]
    total = format_quantity(mix.volume) if mix.complete else wording.text(N_("not known"))
    nothing = RecipeCell("")
    name = RecipeCell(wording.text(N_("Total")))
    return (*rows, (name, nothing, nothing, RecipeCell(total), nothing, nothing))


def _row(mix: Mix, line: RecipeLine, final: str | None, run: Run, wording: Wording) -> RecipeRow:
    cells = [RecipeCell(text) for text in line_cells(line, wording.language)]
    if line.lot:
        cells[REAGENT] = RecipeCell(f"{cells[REAGENT].text} ({line.lot})")
    if line.basal or mix.is_control:
        return tuple(cells)
    cells[STOCK] = _stock_cell(mix, line, cells[STOCK].text, run)
    wrong = bool(final) and isinstance(read_quantity(final or ""), Misreading)
    cells[FINAL] = RecipeCell(final or cells[FINAL].text, final or "", wrong)
    return tuple(cells)


def _stock_cell(mix: Mix, line: RecipeLine, text: str, run: Run) -> RecipeCell:
    stock = mix.stock_of(run, line.reagent)
    usual = format_quantity(line.tube) if line.tube else ""
    if stock is None:
        return RecipeCell(text, usual)
    solution = stock_form(stock.strength) == "solution"
    wrong = solution and isinstance(read_quantity(stock.strength), Misreading)
    return RecipeCell(stock.strength if wrong else text, stock.strength, wrong)
