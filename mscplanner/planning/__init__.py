"""What follows from a protocol, a start date and a lab: pure functions from values to values."""
