"""The tests of the judges: a judge that cannot find fault is no judge."""
