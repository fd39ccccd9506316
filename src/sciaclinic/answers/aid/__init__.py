"""The decision aid that a patient takes home: two pages in plain words, in the language of the patient."""
