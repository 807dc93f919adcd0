"""What the findings of sheets that came back say, why, and the way on, by their codes."""

from mscplanner.domain.language import N_

_COMPARE = N_("Look at the paper once more; where it says so, tick “Yes” under Deviations and take the words over.")

CLOSE_OUT_TEXTS: dict[str, tuple[str, str, str]] = {
    "W-CLOSE-TIME": (
        N_("“{text}” is no time of the form 14:30"),
        N_("A time that cannot be read proves nothing later."),
        N_("Type hours and minutes, e.g. “14:30” or “1430”."),
    ),
    "W-CLOSE-PERCENT": (
        N_("“{text}” is no number from 0 to 100"),
        N_("Confluence is told in percent."),
        N_("Type a number, e.g. “80”; words belong under Remarks."),
    ),
    "W-CLOSE-NUMBER": (
        N_("“{text}” is no number"),
        N_("What was measured is kept as a number, so that others can work with it."),
        N_("Type a number with a decimal point, e.g. “24.3”, also “< 0.05”, “undetermined” or “N/A”."),
    ),
    "W-CLOSE-INDEX": (
        N_("{label}: the paper says SI {typed}, but {high} ÷ {low} is {index}"),
        N_("The index is what was secreted at high glucose by what was secreted at low glucose."),
        N_("Compare the three figures with the paper; correct what was mistyped, and tell the rest under Deviations."),
    ),
    "W-CLOSE-EXPIRED": (
        N_("{label}: out of date on {day}"),
        N_("It was to be used up to {expiry}."),
        _COMPARE,
    ),
    "W-CLOSE-LOT": (
        N_("{label}: lot {typed} instead of {planned}"),
        N_("Another lot or batch stands on the paper than the plan names."),
        _COMPARE,
    ),
    "W-CLOSE-ACTUAL": (
        N_("{label}: {typed} instead of {planned}"),
        N_("It was done otherwise than planned, and no deviation is recorded."),
        _COMPARE,
    ),
    "W-CLOSE-SEEN": (
        N_("{label}: contamination seen, no deviation recorded"),
        N_("What is seen on the cells changes what the run can prove."),
        _COMPARE,
    ),
    "W-CLOSE-TICKS": (
        N_("Without a tick: {labels}"),
        N_("The other steps of this sheet are ticked, and no deviation is recorded."),
        _COMPARE,
    ),
    "W-CLOSE-WORDS": (
        N_("Deviations: “Yes” without words, or words without “Yes”"),
        N_("A deviation is told: what happened, when, why, what was done."),
        N_("Take the words over from the paper, or tick the other answer."),
    ),
    "W-CLOSE-SIGNED": (
        N_("Nobody is named as having performed it"),
        N_("A record belongs to the person who did the work, and to a date."),
        N_("Type name and date as they stand at the foot of the sheet."),
    ),
    "W-CLOSE-DATED": (
        N_("The day is missing on which {name} performed it"),
        N_("A record belongs to the person who did the work, and to a date."),
        N_("Type the date as it stands at the foot of the sheet."),
    ),
    "W-CLOSE-CHECKED": (
        N_("{name} performed and checked it"),
        N_("The check is meant for a second person."),
        N_("Look at both on the paper; leave the place of the second person empty where nobody signed."),
    ),
}
