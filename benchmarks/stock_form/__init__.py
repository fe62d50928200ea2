"""A Rasa form as the documentation teaches it, for comparison: one slot, one utterance for each question."""
