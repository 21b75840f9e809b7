"""The genre of newspaper articles on supervision, a module for each kind of construction."""
