"""Proof trees as theorems of Rocq: rules proved once, and a script for each tree."""
