"""What is measured: the same questions to the store, to arrays and to networkx."""
