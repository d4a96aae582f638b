problem-file-too-large = The file is too large. At most { $max } MiB are allowed.
