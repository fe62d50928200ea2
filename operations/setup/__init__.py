"""Set-up: both environments, the pages' front-end files and the trained model, each only when its inputs changed."""
