"""The brief reader's judge: its data, its scorer, and the judgement itself."""
