"""The noun `files`: logos, pictures and papers of an organization, and where their bytes are."""
