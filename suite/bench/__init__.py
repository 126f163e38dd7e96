"""The benchmarks: an installation of their own, asked through public doors, and what it took."""
