"""Plans staged inductions of mesenchymal stem cells and prints their bench sheets."""

import os

__version__ = "0.1.0"

# Pydantic would look through every installed package for plugins: slow, and code of strangers.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
