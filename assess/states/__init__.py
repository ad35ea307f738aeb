"""Many States side by side: full cases on their own days, and what published sources report of others."""
