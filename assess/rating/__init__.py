"""The method: what is in force, where elements stand, ratings, gaps; pure functions."""
