problem-file-too-large = Die Datei ist zu groß. Erlaubt sind höchstens { $max } MiB.
