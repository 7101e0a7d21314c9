"""The Priorities screen: a board and a list of what each community chose, and the record of each with its plan."""
