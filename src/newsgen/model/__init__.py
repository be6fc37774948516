"""Values that every other room shares: frozen, slotted, with no behaviour beyond their meaning."""
