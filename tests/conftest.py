"""What every test runs under: hypothesis without a stopwatch, for machines are shared."""

from hypothesis import settings

settings.register_profile("promptsales", deadline=None)
settings.load_profile("promptsales")
