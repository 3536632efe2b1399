"""The 60-point rubric: ten criteria, each measured from the text."""
