"""How a library came to its present tables, step by step. Nothing here imports anything of the program."""
