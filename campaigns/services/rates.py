"""How often something may be tried; counted in the database, so that every worker counts alike."""

from sqlalchemy import delete, text
from sqlmodel import col

from campaigns.errors import Refused
from campaigns.models import RateCount
from campaigns.store import UnitOfWork

_KEPT_MINUTES = 1_440


def count(work: UnitOfWork, bucket: str, *, most: int, within_s: int) -> int:
    """Count one try; returns how many there were in this stretch.

    Args:
        bucket: what and who, such as ``sign-in:address:192.0.2.7``.
        most: tries allowed in one stretch.
        within_s: length of a stretch, seconds, whole minutes.

    Raises:
        Refused: ``rate.too_many`` with ``minutes`` to wait. The caller's block then rolls back, so tries beyond the
            limit are not counted and waiting helps.
    """
    stretch = int(work.now.timestamp()) // within_s * within_s // 60
    tries: int = (
        work.session.connection()
        .execute(
            text(
                "INSERT INTO rate_count (bucket, stretch, tries) VALUES (:bucket, :stretch, 1) "
                "ON CONFLICT (bucket, stretch) DO UPDATE SET tries = rate_count.tries + 1 RETURNING tries"
            ),
            {"bucket": bucket, "stretch": stretch},
        )
        .scalar_one()
    )
    if tries > most:
        left_s = within_s - int(work.now.timestamp()) % within_s
        raise Refused("rate.too_many", minutes=-(-left_s // 60))
    return tries


def forget_old(work: UnitOfWork) -> None:
    """Delete counts of stretches that began a day ago or more."""
    before = int(work.now.timestamp()) // 60 - _KEPT_MINUTES
    work.session.connection().execute(delete(RateCount).where(col(RateCount.stretch) < before))
