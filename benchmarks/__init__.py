"""What `python3 dev.py bench` measures, each budget as a ratio of two things done in the same run."""
