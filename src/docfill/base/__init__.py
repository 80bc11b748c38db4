"""What every room may use: findings, places, errors, languages, files, how figures are read."""
