"""On screen: the window. It shows plans and findings and computes neither."""

from mscplanner.gui.immortals import keep_alive

keep_alive()
