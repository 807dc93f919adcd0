"""On screen: the window. It shows plans and findings and computes neither."""
