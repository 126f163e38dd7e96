"""The context of loyalty points. Like the product's contexts it knows the kernel and no adapter."""
