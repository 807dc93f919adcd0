"""What things are: quantities, reagents, vessels, protocols, runs and findings.

Everything here is a frozen value. Days count from D0, the first day of induction, and ranges
of days include their start and exclude their end.
"""
