"""Choices in words, as lists offer them: the answers about an organization, where the talk stands."""

from raciapp.base.messages import mark
from raciapp.document.records import OperatingModel, Sector, Size, Status, Tone

SECTOR_NAMES = {
    Sector.CORPORATE: mark("Company"),
    Sector.GOVERNMENT: mark("Government"),
    Sector.EDUCATION: mark("Education"),
    Sector.NONPROFIT: mark("Non-profit"),
}
SIZE_NAMES = {
    Size.STANDARD: mark("More than one or two people can run social media"),
    Size.SMALL: mark("Small: one or two people do it all"),
}
MODEL_NAMES = {
    OperatingModel.STANDARD: mark("Shared between units"),
    OperatingModel.CENTRALIZED: mark("One central team"),
    OperatingModel.HUB_AND_SPOKE: mark("A hub with units around it"),
}
TONE_NAMES = {
    Tone.UNKNOWN: mark("Not known yet"),
    Tone.REMINDERS: mark("As reminders"),
    Tone.RESTRICTIONS: mark("As restrictions"),
}
STATUS_TITLES = {
    Status.QUESTION: mark("Open question"),
    Status.CONTESTED: mark("Contested"),
    Status.AGREED: mark("Agreed"),
}
"""Standing alone; within a sentence they begin small (`ui.grid.words`)."""
