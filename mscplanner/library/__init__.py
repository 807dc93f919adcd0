"""Where things are kept: protocol files, templates, the lab's catalogues and settings."""
