"""The tests: the same folders as the program, whole stories in journeys, and the house rules."""
