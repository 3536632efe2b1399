"""Who did what and who read what, in a record that shows when somebody tampers with it."""
