"""One command for each skill, on data that nobody here wrote.

python -m benchmarks.NAME --data DIR
"""
