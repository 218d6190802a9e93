"""Errors a user can act on: each says what is wrong and what to do about it."""


class QaError(Exception):
    """A problem the caller can mend; ``str()`` is one line: the problem, then the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = " ".join(problem.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(f"{self.problem}; {self.remedy}")


class InputError(QaError):
    """What the user handed in (a question, a path, a file, a setting) cannot be used."""


class IndexUnusable(QaError):
    """The index directory is missing, foreign, damaged or of another version."""


class ModelUnusable(QaError):
    """The embedding model is missing or does not load."""


class IndexBusy(QaError):
    """Another process is building the same index."""
