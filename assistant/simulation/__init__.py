"""Simulation: made-up days of conversations, to fill a demo and to test figures with."""

from assistant.simulation.scripts import Repertoire, Script
from assistant.simulation.slots import Slots

__all__ = ["Repertoire", "Script", "Slots"]
