"""The files of the service desk's page."""
