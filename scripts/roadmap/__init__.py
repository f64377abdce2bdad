"""The Deep Learning Roadmap: loads the site into a model, checks it, renders what is derived."""
