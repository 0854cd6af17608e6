"""The four frames of a matrix, and their columns."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

LONG = ("group_id", "group", "activity_id", "activity", "unit_id", "unit", "letter", "remark", "status")
FINDINGS = (
    *("rule", "severity", "accepted", "activity_id", "activity", "unit_id", "unit"),
    *("message", "reason", "fix", "why_accepted"),
)


class Frames(NamedTuple):
    """One matrix of a document as four data frames.

    `long` has a line for each letter of each cell, in the order of the matrix, and one without a letter for a cell of
    which only something is said, or for a row that has a status (then `unit_id` and `unit` are empty):

    | column | dtype | |
    |---|---|---|
    | group_id, group | string | empty for an activity without a group |
    | activity_id, activity, unit_id, unit | string | |
    | letter | category | the letters of the scheme in their order; missing where there is none |
    | remark | string | the cell's; empty for none |
    | status | category | question, contested, agreed; missing for none |

    `wide` is the matrix as it looks: one row per activity, indexed by group_id, group, activity_id and activity, one
    column per unit, called by unit_id and unit; its texts (string) are letters such as `A/R`, empty for none.

    `findings` has a line for each place of each finding, one with empty ids for what is about the organization:

    | column | dtype | |
    |---|---|---|
    | rule | string | its id, such as RACI-1 |
    | severity | category | must, should, hint |
    | accepted | bool | whether somebody accepted it |
    | activity_id, activity, unit_id, unit | string | empty for a whole column or row |
    | message, reason, fix, why_accepted | string | |

    `load` has a line for each unit: unit_id, unit (string), a column for each letter with how many cells hold it
    (int64), `cells`, how many hold any (int64), and `share`, that number among all activities (float64, 0 to 1).
    """

    long: "pd.DataFrame"
    wide: "pd.DataFrame"
    findings: "pd.DataFrame"
    load: "pd.DataFrame"
