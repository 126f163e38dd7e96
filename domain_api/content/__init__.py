"""PromptContent: brands, prompts, generations and the assets that campaigns publish."""
