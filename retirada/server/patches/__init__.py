"""What is changed in Rasa and the libraries below it, for the one version that was tried."""
