"""Exports of WordPress (WXR): posts with their blocks, shortcodes and pictures."""
