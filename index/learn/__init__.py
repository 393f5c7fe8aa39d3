"""What several voices wrote -> the models that tell names from plain words; only whoever edits the voices needs it."""
