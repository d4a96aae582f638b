# Sentences about spreadsheet files. Place: sheet, row, column; value as in the file.
sheets-place = Sheet “{ $sheet }”, row { $row }, column { $column } (“{ $heading }”)
sheets-place-row = Sheet “{ $sheet }”, row { $row }
sheets-proposal = Proposal: { $proposal }
sheets-hidden = HIDDEN
sheets-repaired = REPAIRED

## The whole file
sheets-file-empty = The file is empty.
sheets-file-not-a-workbook = The file is not a spreadsheet (content: { $found }). Please save the table as .xlsx, .xls, .ods or .csv and upload it again.
sheets-file-too-old = The file comes from an Excel version before 5.0 and cannot be read. Please save it as .xlsx.
sheets-file-unsupported = The file’s format ({ $found }) is not read. Please save it as .xlsx.
sheets-file-password = The file is protected by a password. Please remove the protection and upload it again.
sheets-file-html = The file is a web page (HTML) with a spreadsheet’s name. Please open it in your spreadsheet program and save it as .xlsx.
sheets-file-damaged = The file is damaged or incomplete and cannot be read. Please open and save it again in your spreadsheet program.
sheets-file-entities = The file contains instructions that must not occur in spreadsheets (XML entities) and was refused.
sheets-file-control-character = Line { $line } contains control characters that are not allowed. Please save the file again in your spreadsheet program.
sheets-file-encoding = Line { $line } contains characters of unknown encoding. Please save the file as “CSV UTF-8”.
sheets-file-too-large = The file is too large ({ $size }); at most { $max } are allowed.
sheets-file-unpacked-too-large = The file is too large when unpacked; at most { $max } are allowed.
sheets-file-too-many-rows = The file has more than { $max } rows with content. Please split it.
sheets-file-too-many-columns = The file has content in column { $column }; at most { $max } columns are read.
sheets-file-too-many-cells = The file has more than { $max } cells. Please split it.
sheets-file-too-many-sheets = The file has more than { $max } sheets.
sheets-file-text-too-long = Row { $row } contains a text of more than { $max } characters.
sheets-file-too-complex = The file’s structure is too large to be read. Please copy the values into a new spreadsheet.
sheets-file-too-slow = Reading the file was stopped after { $seconds } seconds. Please copy the values into a new spreadsheet.
sheets-file-reader-unavailable = The file cannot be read at the moment. Please try again later.

## Table and headings
sheets-table-no-sheet = There is no sheet “{ $sheet }” in the file.
sheets-table-no-headings = No row with known headings was found. Expected are, for example: { $expected }.
sheets-table-missing-headings = Row { $row } of sheet “{ $sheet }” lacks headings: { $missing }.
sheets-table-no-rows = Sheet “{ $sheet }” has no rows below the headings in row { $row }.
sheets-table-merges = Sheet “{ $sheet }” contains merged cells that overlap.
sheets-table-heading-double = The heading “{ $heading }” occurs more than once; column { $column } is not read.
sheets-total-differs = The total in the file (€ { $stated }) differs from the computed total (€ { $computed }) by € { $difference }.

## Cells
sheets-cell-required = A value is missing here.
sheets-cell-formula-error = The formula results in an error: { $value }.
sheets-amount-approximate = “{ $value }” is not an exact amount.
sheets-amount-currency = “{ $value }” is not an amount in euro.
sheets-amount-decimals = “{ $value }” has more than two decimals.
sheets-amount-english = “{ $value }” is written the English way, other amounts of the column are not. Did you mean € { $proposal }?
sheets-amount-negative = “{ $value }” is negative; only amounts from 0.00 are allowed here.
sheets-amount-range = “{ $value }” is too large for an amount.
sheets-amount-spelling = The spelling “{ $value }” is not certain. Did you mean € { $proposal }?
sheets-amount-thousands = “{ $value }” was read as € { $read } (dot as thousands separator). Please check.
sheets-amount-unit = “{ $value }” is abbreviated by a unit. Please give the full amount.
sheets-amount-unit-proposed = “{ $value }” is abbreviated by a unit. Did you mean € { $proposal }?
sheets-amount-unreadable = “{ $value }” is not a readable amount.
sheets-date-day-first = “{ $value }” was read as { $read } (day first). Please check.
sheets-date-impossible = The date “{ $value }” does not exist.
sheets-date-month = “{ $value }” names a month only; a day is expected here.
sheets-date-serial-small = The number “{ $value }” is not a valid date.
sheets-date-text-serial = “{ $value }” is a number stored as text. Did you mean { $proposal }?
sheets-date-unreadable = “{ $value }” is not a readable date. Expected: DD.MM.YYYY.
sheets-date-week = “{ $value }” names a calendar week; a day is expected here.
sheets-date-year-only = “{ $value }” names a year only; a day is expected here.
sheets-hours-ambiguous = “{ $value }” is ambiguous: decimal hours or hours and minutes? Please write 7:45 or 7,75.
sheets-hours-negative = “{ $value }” is negative; a duration cannot be negative.
sheets-hours-part-minutes = “{ $value }” is not a whole number of minutes. Please write 7:45 or 7,75.
sheets-hours-part-minutes-proposed = “{ $value }” is not a whole number of minutes. Did you mean { $proposal }?
sheets-hours-rounded = “{ $value }” hours were read as { $read }. Please check.
sheets-hours-unreadable = “{ $value }” is not a readable duration. Please write 7:45 or 7,75.
sheets-number-range = “{ $value }” is not between { $min } and { $max }.
sheets-number-unreadable = “{ $value }” is not a whole number.
sheets-percent-decimals = “{ $value }” has more than two decimals.
sheets-percent-fraction = “{ $value }” was read as { $read }. Please check.
sheets-percent-unreadable = “{ $value }” is not a readable percentage.
sheets-text-lost-character = “{ $value }” contains lost characters (for example “?” instead of an umlaut).
sheets-text-mojibake = “{ $value }” has a wrong encoding. Did you mean “{ $proposal }”?
sheets-yes-no-unreadable = “{ $value }” is neither yes nor no.
