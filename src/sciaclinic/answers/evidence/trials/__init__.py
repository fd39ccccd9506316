"""Which trials are on record, and what did each of them report?"""
