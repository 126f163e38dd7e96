"""The benches tell every figure, and what they count is exact."""
