"""What changed between two readings: worked out, put into words, written."""
