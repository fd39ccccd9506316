"""What people do at the pages: each action takes a desk, judges, keeps and leaves a line in the audit trail."""
