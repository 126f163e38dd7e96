"""Evals: data sets, scorers and reports that judge the product through its public doors."""
