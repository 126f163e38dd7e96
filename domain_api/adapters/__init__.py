"""The outside world: one folder for each port, chosen in the bootstrap and nowhere else."""
