"""The files of the studio's page."""
