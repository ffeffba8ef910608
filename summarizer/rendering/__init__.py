"""How a brief is shown to people. A rendering adds no statement: it lays out what the brief holds."""
