"""Files to passages: how knowledge comes in."""
