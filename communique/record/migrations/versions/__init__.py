"""The steps, each in a file that starts with its number."""
