"""`atrium eval`: question sets run against the house, and what held of each answer."""
