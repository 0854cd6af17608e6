"""What every room stands on: errors, words in two languages, where resources are, files that survive."""
