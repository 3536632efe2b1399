"""The house as tools for other people's models, over the Model Context Protocol."""
