"""One case: who bore responsibility at the time, its course and what is not recorded."""
