"""HTTP, command line and settings: where the other rooms are put together."""
