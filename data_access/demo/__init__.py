"""An invented programme: the same shapes as a real one, no people; always labelled as a demonstration."""

from data_access.demo.planted import PLANTED_FAULTS, PLANTED_FROM, Fault, PlantedFault, planted_in
from data_access.demo.writing import Progress, Written, write_programme

__all__ = [
    "PLANTED_FAULTS",
    "PLANTED_FROM",
    "Fault",
    "PlantedFault",
    "Progress",
    "Written",
    "planted_in",
    "write_programme",
]
