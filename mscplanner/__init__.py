"""Plans staged inductions of mesenchymal stem cells and prints their bench sheets."""

__version__ = "0.1.0"
