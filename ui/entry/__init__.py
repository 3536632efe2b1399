"""Who comes in: keys, sessions, what a route asks of the lobby, how much one caller may have."""
