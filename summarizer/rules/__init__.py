"""What the gate holds a draft to: items, wording, form. A rule yields a refusal for every breach."""
