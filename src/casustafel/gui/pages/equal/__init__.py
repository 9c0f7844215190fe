"""Vergelijkbare casussen: like cases side by side, with what was asked and advised."""
