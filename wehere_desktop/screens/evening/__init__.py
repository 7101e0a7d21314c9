"""The In the room screen: the evening of a meeting itself, run by one person on a small laptop."""
