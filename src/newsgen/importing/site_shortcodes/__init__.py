"""Shortcodes, Liquid and Nunjucks in the texts of old sites."""
