"""People's accounts: who they are, how they show it, how they get in for the first time."""
