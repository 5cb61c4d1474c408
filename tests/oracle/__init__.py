"""The same answers worked out in memory from all documents at once, to check the record against.

The rules are those of `communique.matching`; nothing is kept, and nothing is looked up by index.
"""
