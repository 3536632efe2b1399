"""What every page of our own shares: its modules, its look and its common words."""
