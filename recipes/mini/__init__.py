"""The embedded model, from corpus to package. Start at README.md beside this file."""
