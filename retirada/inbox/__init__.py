"""What was not well answered, for operators: grouped, labelled, made rows."""
