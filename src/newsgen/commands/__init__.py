"""Commands of editors, one in each module. They return results: nothing prints or exits here."""
