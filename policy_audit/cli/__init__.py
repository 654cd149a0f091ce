"""The command line: thin modules, one a command. `main.COMMANDS` is the one list of them."""
