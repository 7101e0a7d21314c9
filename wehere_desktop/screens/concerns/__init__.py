"""The screen of what people raised and what came of it: the list, sorting, answering, telling back and the board."""
