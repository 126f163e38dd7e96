"""Facts about the facades: what sales says is what the other contexts hear, and the answer back."""
