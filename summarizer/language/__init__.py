"""What a text says that can be looked up in another: its words, numbers, names and quotations. No stage, no state."""
