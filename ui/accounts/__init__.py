"""People's accounts: who they are, how they show it, how they get in for the first time."""

from ui.accounts.model import Account, BadAccount
from ui.accounts.store import Accounts

__all__ = ["Account", "Accounts", "BadAccount"]
