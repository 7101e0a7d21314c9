"""The Meetings screen: planning, publicising, the calendar, closing, and what draws people."""
