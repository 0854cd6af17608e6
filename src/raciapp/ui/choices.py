"""The answers about an organization in words."""

from raciapp.base.messages import mark
from raciapp.document.records import OperatingModel, Sector, Size, Tone

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
