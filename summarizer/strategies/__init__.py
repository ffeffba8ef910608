"""The ways to choose sentences for a brief: functions from a `Pool` and a budget to indices.

`coverage` is what briefs are made by; `ranking` holds what the field compares itself with. `python -m bench strategies`
prints what each is worth.
"""
