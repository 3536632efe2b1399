"""Errors whose text is a sentence for the person who reads it."""


class AtriumError(Exception):
    """Root of every error that Atrium raises on purpose."""


class IndexMismatch(AtriumError):
    """The index on disk was built by another embedding model and must be rebuilt."""


class UnreadableFile(AtriumError):
    """A file cannot be turned into text; the message says why and what to do."""


class CutShort(UnreadableFile):
    """A file whose reading was ended by a limit or a crash: at another time it may be read."""


class ModelUnavailable(AtriumError):
    """An embedding model or language model cannot be reached, loaded or trusted."""


class InvalidSetting(AtriumError):
    """A setting has a value that cannot work; the message names it and a value that can."""
