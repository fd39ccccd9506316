"""Leg pain: its factors, composed once; expected over classes, or in the class that was drawn."""
