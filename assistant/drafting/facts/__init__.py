"""Facts of goods: read out of sheets, tags, menus and briefs, each with the place where it stands."""
