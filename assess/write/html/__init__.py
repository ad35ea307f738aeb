"""Pages of the web: several languages in one."""
