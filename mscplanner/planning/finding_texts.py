"""What each finding says, why, and the way on, by its code; figures stand where findings have them."""

from mscplanner.domain.language import N_

Texts = tuple[str, str, str]

_CHECK = N_("Check number and unit of both against the source.")
_CONFIRM = N_("Confirm it with the original before the run.")
_STRONGER = N_("Confirm stronger stocks, or change a final concentration.")
_FINAL_AND_STOCK = N_("Final is {final}, stock is {stock}.")
_DECIDE = N_("Decide which of the two holds for your run; the plan follows the stages as they stand.")
_SAID = N_("Review ({review_code}): {review} Original ({original_code}): {original}")

TEXTS: dict[str, Texts] = {
    "E-STAGES-NONE": (
        N_("The protocol has no stages"),
        N_("A run is planned from its stages."),
        N_("Add the first stage."),
    ),
    "E-STAGE-TWICE": (
        N_("Two stages are called {stage}"),
        N_("Findings and sheets name a stage by its id."),
        N_("Give one of them another id."),
    ),
    "E-DURATION-NONE": (
        N_("{stage} has no duration"),
        N_("The source states none; days after it cannot be dated."),
        N_("Type how long it lasts, e.g. “2 d” or “24 h”."),
    ),
    "E-DURATION-LONG": (
        N_("{stage} ends later than D{last}"),
        N_("No run is planned that far; what comes later has no date."),
        N_("Check number and unit of the duration."),
    ),
    "E-MEDIUM-NONE": (
        N_("{stage} has no basal medium"),
        N_("The source states none; its medium cannot be made."),
        N_("Type the basal medium."),
    ),
    "E-STOCK-NONE": (
        N_("No stock of {name} is known"),
        N_("The volume to add follows from the strength of the stock."),
        N_("Type the strength of your stock under Stocks."),
    ),
    "E-STOCK-LOW": (
        N_("{name}: final {final} is above the stock {stock}"),
        N_("Nothing is concentrated by dilution."),
        N_("Change the final concentration, or confirm a stronger stock."),
    ),
    "E-DIM-MW": (
        N_("{name}: the molar mass is missing"),
        _FINAL_AND_STOCK,
        N_("Enter the molar mass of this salt or isoform, or type the final concentration in the unit of the stock."),
    ),
    "E-DIM-BASIS": (
        N_("{name}: % is not said to be v/v or w/v"),
        _FINAL_AND_STOCK,
        N_("Type “% v/v” or “% w/v”, as the source means it."),
    ),
    "E-DIM-FOLD": (
        N_("{name}: how strong 1× is, is missing"),
        _FINAL_AND_STOCK,
        N_("Confirm the stock as a multiple, e.g. “50×”, or type the final concentration in the unit of the stock."),
    ),
    "E-DIM-ACTIVITY": (
        N_("{name}: the activity of the lot is missing"),
        _FINAL_AND_STOCK,
        N_("Enter the activity of 1 mg from the certificate of the lot, or type both in the same kind of unit."),
    ),
    "E-DIM-DENSITY": (
        N_("{name}: the density is missing"),
        _FINAL_AND_STOCK,
        N_("Enter the density of the pure liquid, or type the final concentration in the unit of the stock."),
    ),
    "E-KIND": (
        N_("{name}: final and stock cannot be compared"),
        _FINAL_AND_STOCK,
        N_("Type both in the same kind of unit."),
    ),
    "E-DOSE-SOL": (
        N_("{name} {final} cannot dissolve"),
        N_("{times} times what dissolves in water: {limit} ({known}). Plausible in culture: {low} to {high}."),
        N_("Check the original; type the dose that your lab stands behind."),
    ),
    "E-VOL-SUM": (
        N_("{stage}: additions are {sum} of a 10 mL medium"),
        N_("Nothing is left for the basal medium. Largest: {name}."),
        _STRONGER,
    ),
    "E-VOL-MIN": (
        N_("{name}: {volume} cannot be pipetted"),
        N_("Smallest volume (lab setting): {smallest}."),
        N_("Confirm a weaker stock, or make more medium."),
    ),
    "E-MASS-MIN": (
        N_("{name}: {mass} cannot be weighed"),
        N_("Smallest mass (lab setting): {least}."),
        N_("Make a stock solution and confirm its strength, or make more medium."),
    ),
    "E-WELLS": (
        N_("D{day}: {wells} wells cannot be harvested"),
        N_("{taken} wells are taken by then, of {there}; the last day is D{last}."),
        N_("Change the number of wells or the day."),
    ),
    "E-RECIPE-OPEN": (
        N_("{batch}: a volume is not known"),
        N_("Additions leave no basal medium, or one of them cannot be computed."),
        _STRONGER,
    ),
    "W-LABEL-CODE": (
        N_("Labels too small for their code: {count}"),
        N_("They are not printed, {first} among them: a label has {size}."),
        N_("Choose a sheet with larger labels for them."),
    ),
    "W-LABEL-ROOM": (
        N_("No room for: {what}, labels: {count}"),
        N_("{first} is among them: a label has {size}."),
        N_("Write it by hand, or choose a sheet with larger labels."),
    ),
    "E-FONT": (
        N_("The sheet font lacks the character {code}"),
        N_("It stands in: {text}. On paper it would read [{code}]."),
        N_("Write it another way."),
    ),
    "W-DOSE-HARM": (
        N_("{name} {final} may harm MSC"),
        N_("MSC were harmed from {limit} on ({known})."),
        N_("Stay below it, or test the dose on a few wells of these cells first."),
    ),
    "W-RANGE": (
        N_("{name} {final} is outside the usual range"),
        N_("Plausible in culture: {low} to {high} ({known})."),
        N_("Check number and unit against the source."),
    ),
    "W-DOSE-SPREAD": (
        N_("{name}: {low} and {high}, {times}-fold apart"),
        N_("{low} in {low_stage}, {high} in {high_stage}; doses ten-fold apart are often a slip of the unit."),
        _CHECK,
    ),
    "W-DOSE-KINDS": (
        N_("{name}: {first} in {one}, {second} in {two}"),
        N_("The two are different kinds of concentration."),
        N_("Check both against the source; type both in the same kind of unit."),
    ),
    "W-DOUBLE-BASAL": (
        N_("{name}: {final} on top of the medium's {base}"),
        N_("{medium} as it is usually sold holds {base} ({known}); together {sum}."),
        N_("Read the label of the bottle; decide whether the final concentration counts what is in it."),
    ),
    "W-DOUBLE": (
        N_("{name} on top of {other}"),
        N_("Both hold: {names}."),
        N_("Decide whether the final concentration counts what the other one brings."),
    ),
    "W-SOLVENT": (
        N_("{solvent} reaches {percent} in {stage}, ceiling {ceiling}"),
        N_("From {names}. The ceiling is a lab setting ({known})."),
        N_("Confirm stronger stocks. Vehicle control: the same medium with {volume} of {solvent} in {total}."),
    ),
    "W-CARRIER": (
        N_("{stage} has no carrier protein; proteins: {count}"),
        N_("{names}: below {limit} a protein sticks to plastic (lab setting; {known})."),
        N_("Add a carrier such as BSA if the protocol allows it."),
    ),
    "W-PULSE": (
        N_("{name} is a pulse, and in every fill of {stage}"),
        N_("It is typed once for the first fill only, and once for every fill."),
        N_("Leave one of the two out."),
    ),
    "W-NAME": (
        N_("“{name}” is read as {reagent}"),
        N_("The printed name is not a name of it; the original was not seen."),
        N_("Check the original before ordering, or type another name."),
    ),
    "W-REAGENT": (
        N_("{name} is not in the catalogue"),
        N_("Its dose, solubility and shelf life cannot be checked."),
        N_("Type a name that the catalogue knows, or confirm its stock."),
    ),
    "W-READING": (
        N_("{name} {final} is a reading"),
        N_("Printed: “{printed}” ({confidence}). {reason}"),
        _CONFIRM,
    ),
    "W-PRINTED": (
        N_("{name} {final}; printed: {printed}"),
        N_("The plan follows what is typed, not what the source prints."),
        _CONFIRM,
    ),
    "W-INTERVAL": (
        N_("Medium change every {days} d is a lab setting"),
        N_("The source prints no interval for: {stages}."),
        N_("Keep it, or set the interval of the run."),
    ),
    "W-BASAL-KIND": (
        N_("{name} is not a basal medium"),
        N_("The rest of the volume is filled up with it."),
        N_("Type the basal medium of the stage."),
    ),
    "W-C-PEPTIDE": (
        N_("Insulin is read without C-peptide: {count}"),
        N_("{readouts}: insulin taken up from the medium reads the same (Hansson 2004, Rajagopal 2003)."),
        N_("Add C-peptide, or qPCR of the insulin gene, as a read-out."),
    ),
    "W-INSULIN": (
        N_("The medium {stage} brings insulin into read-outs: {count}"),
        N_("Insulin is in {names}; cells take it up from the medium (Hansson 2004). Concerned: {readouts}."),
        N_("Wash in medium without insulin, measure C-peptide as well, and run uninduced MSC and medium as blanks."),
    ),
    "W-READOUT-AT": (
        N_("Read-out at “{stage}”, a stage that is not there"),
        N_("{readout} is planned on no day."),
        N_("Type the id of a stage, or “end”."),
    ),
    "W-READOUT-ORDER": (
        N_("Read-out {number} destroys cells that are needed later"),
        N_("{readout} uses its cells up; {later} comes later and needs them alive."),
        N_("Keep wells of their own for each, or move it to the end."),
    ),
    "W-LENGTH": (N_("Review and original differ on the length"), _SAID, _DECIDE),
    "W-SOURCE": (N_("Review and original differ on the cell source"), _SAID, _DECIDE),
    "W-LAB-LENGTH": (
        N_("{code} lasts {length} by a lab setting"),
        N_("The source states no length for {stage}."),
        N_("Keep it, or plan another length in the run."),
    ),
    "W-LENGTH-OVER": (
        N_("{code}: fed on D{day}, planned up to D{end}"),
        N_("What happened is kept; what follows is planned from D{end} on."),
        N_("Plan a longer stage."),
    ),
    "W-UNDATED": (
        N_("Stages without dates: {count}"),
        N_("They follow {stage}, whose length is not stated."),
        N_("Type how long {stage} lasts."),
    ),
    "W-ASSUMED": (
        N_("Stocks not confirmed: {count}"),
        N_("Usual strengths are assumed for: {names}."),
        N_("Compare each with its tube, then confirm the stocks."),
    ),
    "W-ACHIEVED": (
        N_("{name}: {achieved} instead of {final}"),
        N_("{add} in {batch} is {error} % off; tolerance (lab setting): {tolerance} %."),
        N_("Confirm a weaker stock, make more medium, or add a finer pipette to the lab's own."),
    ),
    "W-GAP": (
        N_("{code}: no fresh medium from D{first} to D{second}"),
        N_("The stage allows {most} d between two fills."),
        N_("Feed in between, or change the rhythm or the longest gap."),
    ),
    "W-EXPIRY": (
        N_("{name}: lot {lot} expires before its last use"),
        N_("It expires on {expiry}; the last use is D{day}, {last}."),
        N_("Choose another lot, or an earlier start."),
    ),
    "W-AMOUNT": (
        N_("{name}: lot {lot} does not suffice"),
        N_("Free: {free}, beside what other runs have reserved; this run takes {amount}."),
        N_("Choose another lot, let a second lot take over on a day, or order more."),
    ),
    "W-FREEZE-THAW": (
        N_("{name}: lot {lot} was thawed {count} times"),
        N_("The lab allows {most} (lab setting)."),
        N_("Choose a lot that is divided into aliquots."),
    ),
    "W-THAWS": (
        N_("{name}: lot {lot} is thawed on {count} days"),
        N_("It is not divided: frozen again {again} times, {before} before; the lab allows {most} (lab setting)."),
        N_("Divide it into aliquots when it is thawed first, or choose a lot that is divided."),
    ),
    "E-LOT-WEAK": (
        N_("{name}: lot {lot} is too weak for {final}"),
        N_("{stage}: at {told} it would leave no room for the basal medium; {planned} is planned with."),
        N_("Choose a stronger lot, or change the dose."),
    ),
    "W-LOT-STRENGTH": (
        N_("{name}: {planned} is planned, lot {lot} is {told}"),
        N_("The strength was typed in the run, or the lot was changed since it was chosen."),
        N_("Look at the tube; then choose the lot again, or correct it in the stockroom."),
    ),
    "W-LOT-CHANGE": (
        N_("{name}: another lot from D{day} on"),
        N_("Lot {before}, then lot {after}: two lots of a factor may differ."),
        N_("Use one lot for the whole run if one suffices, or accept the change."),
    ),
    "W-MOVED": (
        N_("{code}: change moved by hand to D{day}"),
        N_("By its rhythm it is due on D{planned}; the stage allows a move by {most} d."),
        N_("Move it back, or accept it with the reason."),
    ),
    "W-PIN": (
        N_("D{day} cannot keep {work}"),
        N_("It was put there by hand; as the run stands now, it is planned for D{day}."),
        N_("Move it to a day that suits, or move it back."),
    ),
    "W-CLOSED": (
        N_("{day} is {date}, a closed day"),
        N_("Work on it: {tasks}."),
        N_("Choose another start date, move the work to another day, or arrange for somebody to come in."),
    ),
    "W-CALENDAR": (
        N_("{day} lies outside the known public holidays"),
        N_("{country}: known from {first} up to {last}; make-up working days are announced year by year."),
        N_("Look at the closed days yourself, or enter them in the working calendar."),
    ),
    "W-ABSENT": (
        N_("{person} is absent; days with work: {count}"),
        N_("Away from {first}, back on {back}. Work on: {days}."),
        N_("Name somebody else who prepares the run, or choose another start date."),
    ),
    "E-WELL-VOLUME": (
        N_("{volume} is more than a {vessel} holds"),
        N_("Usual: {usual} in one well; more than {times} times as much has no room in any."),
        N_("Check volume, unit and vessel."),
    ),
    "W-NUMBER": (
        N_("{number} is the number of another run, too"),
        N_("It stands on vessels and sheets; a sheet that is scanned may lead to the other run."),
        N_("Type another number, or accept it with the reason where vessels are labelled already."),
    ),
    "W-WELL-VOLUME": (
        N_("{volume} is unusual for a {vessel}"),
        N_("Usual: {low} to {high} in one well."),
        N_("Check volume and vessel."),
    ),
    "N-DOSE-SOL": (
        N_("{name}: above its solubility in water"),
        N_("{final} against {limit} in water without protein; serum or albumin carries it."),
        N_("Add it last, into medium that holds its protein, and mix at once."),
    ),
    "N-BRIDGE": (
        N_("{name}: {twins}"),
        N_("The volume follows from {mass} ({form}; {known})."),
        N_("Compare salt or isoform and molar mass with the tube."),
    ),
    "N-DOUBLE": (
        N_("Ingredients in both {first} and {second}: {count}"),
        N_("Both hold: {names}."),
        N_("Keep both if the source has both; their amounts add up."),
    ),
    "N-HANDLING": (
        N_("Reagents that need care: {count}"),
        N_("Light: {dark}. Air: {air}. Volatile: {volatile}. Added fresh: {fresh}."),
        N_("Keep these closed and in the dark until they are used, and add them last."),
    ),
    "N-PULSE": (
        N_("{stage}: the pulse ends on D{day}"),
        N_("Given with the first fill only: {names}. The stage lasts to D{end}."),
        N_("Make the pulse a stage of its own if it lasts for a time of its own."),
    ),
    "N-READOUT-ORDER": (
        N_("Read-out {number} comes before the destructive ones"),
        N_("{readout} needs living cells; it is typed after {destructive}, on the same day."),
        N_("The plan puts it first on that day; keep wells of their own for each."),
    ),
    "N-SERUM": (
        N_("{stage}: serum or serum-free is not stated"),
        N_("The source prints “{printed}” and no serum."),
        N_("Look it up in the original; add serum only if it says so."),
    ),
    "N-METHODS": (
        N_("Stages not seen in the original's Methods: {count}"),
        N_("{stages}: printed in the review (S)"),
        N_("Read the Methods of the original before the run, and correct what differs."),
    ),
    "N-START": (
        N_("Start conditions not stated: {count}"),
        N_("Not stated: {names}."),
        N_("Type what your lab uses; it is what makes two runs comparable."),
    ),
    "N-SOURCE": (N_("Review and original differ on the result"), _SAID, _DECIDE),
    "N-BASAL-UNKNOWN": (
        N_("Basal medium {name} is not in the catalogue"),
        N_("Its glucose, glutamine and shelf life are not known here."),
        N_("Keep it, or type a name that the catalogue knows."),
    ),
    "N-VEHICLE": (
        N_("The vehicle control holds no solvent"),
        N_("No stock of this run is in a solvent that the lab limits."),
        N_("An uninduced control says the same; keep both if the comparison asks for it."),
    ),
    "N-DURATION-SPAN": (
        N_("{stage} may last {span}"),
        N_("The plan takes the length with the least work on closed days, else the shortest."),
        N_("Type one duration to plan another."),
    ),
}
