"""What time it is, in a zone that is named: no date is decided by where the machine stands."""

import zoneinfo
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

USUAL_ZONE = "Asia/Shanghai"  # one for all of China


def now_in(zone: tzinfo) -> datetime:
    """This moment, by the clocks of a zone."""
    return datetime.now(zone)


def zone_called(name: str) -> ZoneInfo | None:
    """The zone of this name; None where there is none.

    >>> print(zone_called("Asia/Shanghai"), zone_called("Asia/Beijing"), zone_called("../etc"))
    Asia/Shanghai None None
    """
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # "", "../x", a folder like Asia
        return None


def last_year(zone: tzinfo) -> int:
    """The year reported on, unless another is asked for."""
    return now_in(zone).year - 1
