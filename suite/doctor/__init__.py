"""Looks an installation over before its user meets a fault, and says how to mend each one."""
