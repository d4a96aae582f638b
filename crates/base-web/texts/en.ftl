### base-web
product-name = Funding portal
skip-to-content = Skip to content
menu = Menu
main-navigation = Main navigation
views = Views
you-are-here = You are here
header-tools = Search and account
header-tools-public = Language and sign-in
language = Language
search-label = Search for a number, municipality or title
search-placeholder = Number, municipality, title
search-button = Search
sign-in = Sign in
sign-out = Sign out
sign-in-email = E-mail address
sign-in-password = Password
nav-account = My account
demo-banner-title = Demo.
demo-banner = All data are made up, no mail is sent. Time of the demo:
demo-clock = Demo clock
demo-inbox = Demo inbox
footer-accessibility = Accessibility
footer-privacy = Privacy
footer-imprint = Imprint
back-home = To the overview
role-KE = Municipality, editing
role-KZ = Municipality, signing
role-SB = Case officer
role-RL = Head of unit
role-BfdH = Budget officer
role-AS = Assessor
role-SM = Member of the steering group
role-SV = Chair of the steering group
role-GS = Secretariat
role-PK = Programme coordination
role-PB = Process facilitator
role-RH = Court of audit
role-DS = Data protection
role-AD = Administration
list-empty = There is nothing here yet.
list-range = { $first }–{ $last } of { $total }
list-hit = One hit
list-hits = { $count } hits
list-whole = Show the whole list
list-sort = Sort
list-sorted-up = (sorted ascending)
list-sorted-down = (sorted descending)
list-filter-title = { $count ->
    [0] Filter
    [one] Filter (one field set)
   *[other] Filter ({ $count } fields set)
 }
list-pages = Pages
list-previous = Previous
list-next = Next
list-export = Download as
list-filter = Filter
list-reset = Reset
form-optional = optional
form-refused = This is not possible
form-errors = { $count ->
    [one] Please check one entry
   *[other] Please check { $count } entries
 }
form-save = Save
form-cancel = Cancel
field-required = Please fill in this field.
field-too-long = At most { $max } characters; there are { $count }.
field-choice = Please choose one of the offered values.
field-money = “{ $value }” is not an amount. Write for example 40.000,00.
field-date = “{ $value }” is not a date. Write for example 06.03.2026.
field-time = “{ $value }” is not a time. Write for example 14:30.
field-integer = “{ $value }” is not a whole number.
field-range = Please enter a number from { $min } to { $max }.
field-hours = “{ $value }” is not a number of hours. Write for example 7,75 or 7:45.
field-rate = “{ $value }” is not a percentage. Write for example 80,00.
field-email = “{ $value }” is not an e-mail address. Write for example name@kommune.example.
field-must-be-ticked = Please confirm this declaration.
field-file-required = Please choose a file.
problem-unauthenticated-title = Please sign in
problem-unauthenticated = You must be signed in for this.
problem-denied-title = No permission
problem-denied = You lack the permission for this. Ask the administration if you need it.
problem-denied-role = You need the role { $roles } for this.
roles-or = or
problem-not-found-title = Not found
problem-not-found = This page or case does not exist, or you may not see it. Check the address, or search above by number, municipality or title.
problem-refused-title = This is not possible
problem-invalid-title = Please check your entries
problem-invalid = { $count } entries need a check.
problem-stale-title = Changed meanwhile
problem-stale = Somebody else has changed this meanwhile. Check the new state and send your change again.
problem-throttled-title = Too many attempts
problem-throttled = Please try again in { $minutes } minutes.
problem-too-large-title = Too large
problem-body-too-large = The data sent are too large (at most 6 MiB). Shorten the texts or upload them as a file.
problem-upload-too-large = At most { $files } files of { $mib } MiB each, 50 MiB in all.
problem-upload-broken = The upload did not arrive completely. Please upload the file again.
problem-broken-title = Fault
problem-broken = This did not work because of a technical fault. Nothing was changed. Please try again later.
problem-request-id = Reference for the administration: { $id }
problem-json = The JSON text cannot be read (line { $line }, column { $column }): { $error }
problem-json-nul = The JSON text contains the character U+0000. Please leave it out.
problem-four-eyes = Four eyes: this step must be taken by another person than the one who prepared it.
problem-read-only-token = This API token may only read.
problem-clock-demo-only = The clock can only be moved in a demo, and only forward.
session-over-title = Please sign in again
session-over = Your session has expired.
session-over-kept = Your entries are kept: after signing in you can send them.
resume-title = Signed in
resume = You are signed in again. Your entries are still there; sending them will save them.
resume-send = Send entries now
imports-title = Imports
imports-lead = Every file is only checked at first. Nothing is written until you confirm.
imports-runs = Latest imports
imports-at = Time
imports-kind = Kind
imports-call = Call
imports-call-hint = Code of the call, for example IBZ-2026A
imports-file = File
imports-file-hint = Excel (.xlsx, .xls, .xlsb), OpenDocument (.ods) or CSV, at most 20 MiB
imports-check = Check file
imports-run-title = Import “{ $file }”
imports-state = State
imports-state-CHECKED = checked
imports-state-APPLIED = applied
imports-accepted = Acceptable
imports-amount = Amount
imports-remarks = Remarks
imports-duplicates = Duplicates
imports-errors = Errors
imports-unreadable = The file cannot be read
imports-before = This file was already imported on { $at }.
imports-total-differs = The totals row differs by { $amount }
imports-apply = { $count ->
    [one] Apply one row
   *[other] Apply { $count } rows
 }
imports-notify = Send acknowledgements of receipt to the municipalities
imports-rows = Rows
imports-row = Sheet, row
imports-status = Result
imports-status-accepted = will be applied
imports-status-accepted-remarks = will be applied, with a remark
imports-status-duplicate = duplicate
imports-status-error = error
imports-status-ignored = skipped
imports-key = Key
imports-name = Name
imports-messages = Messages
imports-done-applied = The rows were applied.
imports-already-applied = This import was already applied.
imports-nothing-to-apply = No row of this file can be applied. Mend the errors in the file and upload it again.
imports-hidden = The row is hidden in the file.
mail-m-i01-subject = Import { $file }: { $accepted } applied, { $remarks } remarks, { $errors } errors
mail-m-i01-body =
    the import of the file “{ $file }” is done.

    Applied: { $accepted }
    Remarks: { $remarks }
    Duplicates: { $duplicates }
    Errors: { $errors }

    The report on every row is in the portal.

### autosave
autosave-saving = saving …
autosave-saved = saved { $time }
autosave-waiting = Not saved: no connection. Your text is still here. Next attempt in { $seconds } s.
autosave-signed-out = Not saved: your sign-in has expired. Your text is still here. Sign in in a new window, then it will be saved.
autosave-sign-in = Sign in (new window)
autosave-refused = Not saved: please see the note at the field.
autosave-conflict = Not saved: somebody else changed this field. Please decide at the field.
autosave-again = Try now
autosave-mine = Keep my version
autosave-theirs = Take the other version
autosave-count = { $count } of { $max } characters
grid-kind = Kind
grid-total = Total
