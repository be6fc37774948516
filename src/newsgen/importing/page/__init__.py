"""What a saved page of the web says: its article, and who wrote what when where."""
