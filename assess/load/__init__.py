"""What is loaded: labels, instruments with their translations, cases, logs."""
