"""The site of the tests of logs is that of the month's."""

from tests.web.months.conftest import ground

__all__ = ["ground"]
