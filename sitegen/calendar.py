"""Dates in words."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(month: str, *, short: bool = False) -> str:
    """Give "2024-04" as words: "April 2024", or "Apr 2024"."""
    if len(month) < 7:
        return month
    names = MONTHS if short else LONG_MONTHS
    return f"{names[int(month[5:7]) - 1]} {month[:4]}"


def long_date(date: str) -> str:
    """Give an ISO date as words: "9 April 2024"; what is not a full date stays as it is."""
    if len(date) < 10:
        return month_name(date)
    time = date[11:].strip()
    return f"{int(date[8:10])} {LONG_MONTHS[int(date[5:7]) - 1]} {date[:4]}" + (f", {time}" if time else "")
