"""The processes of one machine: what each runs, how they are started, watched and stopped.

A process prints one JSON line when it is ready, logs to its standard error, and ends when
its standard input closes or it is told to by SIGTERM.
"""
