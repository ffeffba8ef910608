"""The bench: what the summarizer is worth, in figures that anyone can print again.

`python -m bench --help` lists the commands; README.md tells how each figure is made.
"""
