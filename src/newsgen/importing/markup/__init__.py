"""Foreign HTML as a tree, and what is done to the tree before it becomes Markdown."""
