"""The People screen: who we know, where, how to reach them, and what the Key Individual Network tells us."""
