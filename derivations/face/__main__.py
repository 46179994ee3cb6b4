"""`python -m beyondthermal` is the command `beyondthermal`."""

from beyondthermal.derivations.cli import main

if __name__ == "__main__":
    main()
