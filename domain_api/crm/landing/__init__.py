"""The pages that people who are nobody's user see: a campaign's form, and the way out of it."""
