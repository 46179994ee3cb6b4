"""Statements about numbers: for which points they are made, and what decides them there."""
