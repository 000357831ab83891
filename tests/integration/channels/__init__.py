"""The channels import Rasa, and Rasa wants TensorFlow."""
