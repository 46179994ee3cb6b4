"""The figures of a file: how they are asked for, drawn, and described."""
