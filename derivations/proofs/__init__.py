"""The prover: finds proof trees over the kernel of `derivations/verify`, which re-checks them."""
