"""What `raciapp import` says."""
