"""From public data to the shipped checkpoint: `python -m training.pairs|train|evaluate|export`; see README.md."""
