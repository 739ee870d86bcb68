"""How models are made: commands, not part of the installed package."""
