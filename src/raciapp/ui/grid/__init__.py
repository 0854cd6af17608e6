"""The grid: activities down, units across, letters typed in place."""
