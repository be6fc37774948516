"""The archive → every page it has: where each lives and what each may say."""
