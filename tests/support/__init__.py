"""What several tests share; imported as ``support.name`` from anywhere among the tests."""
