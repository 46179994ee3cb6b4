"""Any open quantum system: its generator, its steady states, its observables, exactly."""
