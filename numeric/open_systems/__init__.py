"""Open quantum systems in numbers: generators, steady states, evolution, spectra, entanglement."""
