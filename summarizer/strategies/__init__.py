"""The ways to choose sentences for a brief: functions from a `Pool` and a budget to indices, one a module."""
