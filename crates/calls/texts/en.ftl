### calls
calls-title = Calls
calls-lead = All calls of your programmes, the latest deadline first.
calls-new = New call
calls-new-lead = The programme's values are filled in. You can save the draft at any time and complete it later.
calls-public-page = Public page
calls-empty = No call fits this choice.
calls-all-states = all
calls-code = Code
calls-code-hint = Capital letters, digits and hyphens. The case numbers start with it, too.
calls-prefix = Case numbers start with
calls-call-title = Title
calls-state = State
calls-opens = Opens
calls-deadline = Deadline
calls-budget = Means
calls-cap = Cap per project
calls-sum = Sum
calls-sum-of-page = Sum of this page
calls-programme = Programme
calls-edit = Edit draft
calls-edit-title = Edit call { $code }
calls-correct = Correct the texts
calls-save-draft = Save draft
calls-save-correction = Publish the correction
calls-correction = What has changed?
calls-correction-hint = Sent to everybody who began an application (M-C08).
calls-frozen-title = This call is published
calls-frozen = Criteria, weights, amounts, dates and application form are fixed. Only the texts can be corrected, which makes a new edition. The head of unit moves the deadline on the call's page.
calls-group-frame = Frame
calls-group-texts = Texts
calls-group-dates = Dates
calls-group-money = Money
calls-group-eligible = Who may apply
calls-group-criteria = Criteria
calls-group-assessment = Assessment and form
calls-title-de = Title (German)
calls-title-en = Title (English)
calls-purpose = What is funded
calls-purpose-de = What is funded (German)
calls-purpose-en = What is funded (English)
calls-eligible = Who may apply
calls-eligible-de = Who may apply (German)
calls-eligible-en = Who may apply (English)
calls-how = Application and selection
calls-how-de = Application and selection (German)
calls-how-en = Application and selection (English)
calls-easy = In easy German
calls-easy-hint = Shown on the public page.
calls-opens-time = Time of opening
calls-opens-time-hint = Empty: 00:00
calls-deadline-time = Time of the deadline
calls-deadline-time-hint = Empty: until the end of the day (24:00). With a time: applications must arrive before it.
calls-deadline-kind = Kind of deadline
calls-deadline-kind-CUT_OFF = cut-off deadline
calls-deadline-kind-SOFT = soft deadline
calls-project-from = Project period from
calls-project-until = Project period until
calls-period = Project period
calls-funding-mode = Kind of funding
calls-funding-mode-IN_KIND = in kind (facilitation by experts)
calls-funding-mode-CASH_GRANT = grant (money)
calls-financing-type = Financing type
calls-financing-type-SHARE = share of the costs
calls-financing-type-DEFICIT = deficit
calls-financing-type-FIXED_AMOUNT = fixed amount
calls-financing-type-FULL = full costs
calls-rate = Funding rate
calls-minimum = Minimum grant
calls-rounding = Rounding of awards
calls-rounding-CENT = to the cent
calls-rounding-EURO_DOWN = down to full euros
calls-rounding-TEN_EURO_DOWN = down to full 10 euros
calls-rounding-HUNDRED_EURO_DOWN = down to full 100 euros
calls-allocation = Allocation of the means
calls-allocation-RANK_FULL_STOP = by rank, in full, until one does not fit
calls-allocation-RANK_FULL_SKIP = by rank, in full, smaller ones may move up
calls-allocation-RANK_PARTIAL_LAST = by rank, the rest to the last one
calls-allocation-PRO_RATA = pro rata to all
calls-allocation-MANUAL = by the steering group
calls-line = Budget line
calls-no-line = please choose
calls-years = Means per budget year
calls-year = Budget year
calls-cash = Cash
calls-commitment = Commitment authorisation
calls-no-years = No means have been entered yet.
calls-year-of-row = Budget year { $row }
calls-cash-of-row = Cash in year { $row }
calls-commitment-of-row = Commitment authorisation for year { $row }
calls-body-types = Eligible bodies
calls-body-type-GEMEINDE = municipality
calls-body-type-STADT = town
calls-body-type-STADTKREIS = urban district
calls-body-type-LANDKREIS = rural district
calls-body-type-GVV = association of municipalities
calls-body-type-VVG = agreed administrative community
calls-body-type-ZWECKVERBAND = special-purpose association
calls-body-type-ASSOCIATION = association or non-profit company
calls-body-type-FOREIGN_MUNICIPALITY = municipality abroad
calls-territory = Territory
calls-territory-hint = First digits of the official keys: 08 is Baden-Württemberg.
calls-criteria = Criteria
calls-criteria-hint = The weights add up to 100. Leave rows empty that you don't need.
calls-criterion = Criterion
calls-criterion-code = No.
calls-weight = Weight
calls-anchor = 5 points mean
calls-criterion-code-of-row = Criterion { $row }: number
calls-weight-of-row = Criterion { $row }: weight
calls-label-de-of-row = Criterion { $row }: name (German)
calls-label-en-of-row = Criterion { $row }: name (English)
calls-anchor-de-of-row = Criterion { $row }: 5 points mean (German)
calls-anchor-en-of-row = Criterion { $row }: 5 points mean (English)
calls-reviews-min = Assessments at least
calls-reviews-target = Assessments wanted
calls-threshold-total = Least total score
calls-threshold-criterion = Least mean per criterion
calls-points = points
calls-form-version = Version of the application form
calls-edition = Edition of the call
calls-facts = Facts
calls-work = About this call
calls-approvals = Review and approval
calls-approval-open = still open
calls-submitted-by = Submitted for review
calls-published-at = Published
calls-timeline = Timeline
calls-system = System
calls-missing = Still missing
calls-field = Field
calls-what-to-do = What to do
calls-reason = Reason
calls-new-deadline = New deadline
calls-state-DRAFT = Draft
calls-state-IN_REVIEW = In review
calls-state-PUBLISHED = Published
calls-state-OPEN = Open for applications
calls-state-CLOSED = Closed
calls-state-IN_SELECTION = In selection
calls-state-DECIDED = Decided
calls-state-COMPLETED = Completed
calls-state-CANCELLED = Cancelled
calls-next = Next step
calls-next-yours = This waits for you
calls-next-DRAFT = The officer completes the draft and submits it for review.
calls-next-IN_REVIEW = Head of unit and budget officer approve: two persons who did not prepare the draft themselves. The second approval publishes.
calls-next-PUBLISHED = The system opens the call on { $opens }.
calls-next-OPEN = The system closes the call at the deadline: { $deadline }. The head of unit can move the deadline.
calls-next-CLOSED = The officer checks the applications for completeness and then starts the selection.
calls-next-IN_SELECTION = The applications are assessed; the steering group selects. The selection is decided once the minutes are signed.
calls-next-DECIDED = The projects run. The head of unit completes the call when all projects are closed.
calls-next-COMPLETED = This call is completed. Nothing is left to do.
calls-next-CANCELLED = This call is cancelled. Nothing is left to do.
calls-verb-submit_for_review = Submit for review
calls-verb-send_back = Send back to the officer
calls-verb-extend = Move the deadline
calls-verb-start_selection = Start the selection
calls-verb-complete = Complete the call
calls-verb-cancel = Cancel the call
calls-approve-RL = Approve as head of unit
calls-approve-BfdH = Approve as budget officer
calls-approve-confirm = Approve the call? The second approval publishes it.
calls-complete-confirm = Complete the call? This can't be undone.
calls-cancel-confirm = Cancel the call? This can't be undone.
calls-reason-send_back = What has to change? Sent to the officer (M-C02).
calls-reason-extend = The new deadline holds for all; they are told the reason (M-C05).
calls-reason-cancel = All applicants are told the reason (M-C07).
calls-did-create = Draft made
calls-did-edit = Draft changed
calls-did-edit_form = Changed the application form
calls-did-submit_for_review = Submitted for review
calls-did-send_back = Sent back
calls-did-approve = Approved (first approval)
calls-did-publish = Approved and published
calls-did-correct = Texts corrected
calls-did-open = Opened
calls-did-extend = Deadline moved
calls-did-close = Closed
calls-did-start_selection = Selection started
calls-did-decide = Selection decided
calls-did-complete = Completed
calls-did-cancel = Cancelled
calls-link-applications = Applications
calls-link-applications-hint = all applications of this call
calls-link-import = Import a list of applications
calls-link-import-hint = check a workbook of applications and apply it
calls-link-assessment = Assessment
calls-link-assessment-hint = assignments and progress
calls-link-ranking = Ranking
calls-link-ranking-hint = the frozen order
calls-link-allocation = Allocation of means
calls-link-allocation-hint = how far the means reach down the ranking
calls-link-grants = Grants
calls-link-grants-hint = notices and promises
calls-link-report = Report
calls-link-report-hint = figures and exports
calls-link-public = Public page
calls-link-public-hint = as everybody sees it
calls-public-title = Calls for applications
calls-public-lead = Present and past calls of the state.
calls-public-empty = No call is published at present.
calls-public-PUBLISHED = You can apply from { $opens }. The deadline is { $deadline }.
calls-public-OPEN = You can apply now. The deadline is { $deadline }.
calls-public-CLOSED = The deadline has passed ({ $deadline }). The applications are being checked.
calls-public-IN_SELECTION = The deadline has passed. The selection is under way.
calls-public-DECIDED = The selection is decided.
calls-public-COMPLETED = This call is completed.
calls-public-CANCELLED = This call was cancelled.
calls-authority = Authority
calls-department = Department
calls-address = Address
calls-phone = Telephone
calls-email = E-mail
calls-contact = Contact
calls-task-approve = { $count ->
    [one] Review and approve one call
   *[other] Review and approve { $count } calls
 }
calls-task-closed = { $count ->
    [one] One closed call: check the applications, start the selection
   *[other] { $count } closed calls: check the applications, start the selection
 }
calls-done-created = The draft has been made.
calls-done-saved = The draft has been saved.
calls-done-corrected = The correction has been published.
calls-done-submitted = The call has been submitted for review.
calls-done-sent-back = The call has been sent back.
calls-done-approved = Your approval has been noted. The second one is still missing.
calls-done-published = The call has been published.
calls-done-extended = The deadline has been moved.
calls-done-in-selection = The selection has started.
calls-done-completed = The call has been completed.
calls-done-cancelled = The call has been cancelled.
calls-refused-submit_for_review = Only a draft can be submitted for review.
calls-refused-send_back = Only a call in review can be sent back.
calls-refused-publish = Only a call in review can be approved.
calls-refused-open = Only a published call can be opened.
calls-refused-extend = The deadline can be moved only while the call is open or before the selection has started.
calls-refused-close = Only an open call can be closed.
calls-refused-start_selection = The selection starts after the deadline only.
calls-refused-decide = Only a call in selection can be decided.
calls-refused-complete = Only a decided call can be completed.
calls-refused-cancel = After the deadline a call can't be cancelled any more.
calls-refused-correct = A draft is edited, not corrected.
calls-refused-frozen = The call can't be changed in this state. In review, the head of unit sends it back first.
calls-refused-already-approved = This approval has been given already. The other office's is missing.
calls-refused-code-taken = The code { $code } is taken.
calls-refused-programme = The programme is not valid today. Please ask the administration.
calls-refused-parameter-dated = There is a value from this day already. Choose another day.
calls-refused-unchecked = { $count ->
    [one] The completeness of one application is not decided yet.
   *[other] The completeness of { $count } applications is not decided yet.
 }
calls-refused-undecided = { $count ->
    [one] One application has no result yet.
   *[other] { $count } applications have no result yet.
 }
calls-refused-running = { $count ->
    [one] One project is not closed yet.
   *[other] { $count } projects are not closed yet.
 }
calls-refused-means-CASH = Not enough means: { $wanted } in cash are planned for { $year }, { $available } are available.
calls-refused-means-COMMITMENT = Not enough commitment authorisation: { $wanted } are planned for { $year }, { $available } are available.
calls-wrong-opens-after-deadline = The call must open before its deadline.
calls-wrong-rate = The funding rate is above 0 and at most 100.00%.
calls-wrong-negative = Amounts can't be negative.
calls-wrong-too-much = These amounts are too large together.
calls-wrong-minimum = The minimum grant is at most the cap.
calls-wrong-reviews = At least one assessment; not fewer wanted than needed.
calls-wrong-period = The end is before the beginning.
calls-wrong-year-twice = A budget year occurs twice.
calls-wrong-criterion-twice = A criterion's number occurs twice.
calls-wrong-criterion-empty = Every criterion needs a name and a weight above 0.
calls-wrong-weight = A weight is between 0 and 100.
calls-wrong-weights = The weights add up to { $sum }; they must be 100.
calls-wrong-deadline-past = The deadline must be in the future.
calls-wrong-not-later = A deadline can only be moved to a later moment.
calls-wrong-no-budget = Enter means for at least one budget year.
calls-wrong-no-cap = Enter a cap above 0.
calls-wrong-no-body-type = Choose at least one kind of applicant.
calls-wrong-frozen = This is fixed since publication and can't be changed.
calls-wrong-code = Write 3 to 24 capital letters, digits and hyphens, for example IBZ-2026A.
calls-wrong-programme-code = Write 2 to 12 capital letters and digits, for example IBZ.
calls-wrong-parameter = "{ $value }" is not a value of { $name }.
calls-wrong-threshold = "{ $value }" is not a score from 0 to 100. Write 60,00, for example.
calls-local-time-does-not-exist = This time does not exist on this day, because the clocks go forward. Choose another time.
calls-local-time-ambiguous = This time exists twice on this day, because the clocks go back. Choose another time.
calls-field-title_de = Title (German)
calls-field-purpose_de = What is funded (German)
calls-field-eligible_de = Who may apply (German)
calls-field-how_de = Application and selection (German)
calls-field-form_version = Version of the application form
calls-field-opens_at = Opens
calls-field-deadline_on = Deadline
calls-field-project_until = Project period
calls-field-budget_years = Means per budget year
calls-field-budget_line_id = Budget line
calls-field-cap_cents = Cap per project
calls-field-minimum_cents = Minimum grant
calls-field-rate_basis_points = Funding rate
calls-field-body_types = Eligible bodies
calls-field-criteria = Criteria
calls-field-reviews_min = Assessments at least
calls-field-reviews_target = Assessments wanted
mail-m-c01-subject = Call "{ $title }" submitted for review
mail-m-c01-body =
    the call "{ $title }" has been submitted for review.

    Submitted by: { $submitter }
    Deadline: { $deadline }

    Please review the call and approve it or send it back.
mail-m-c02-subject = Call "{ $title }" – changes requested
mail-m-c02-body =
    the call "{ $title }" has been sent back to be changed.

    Reason: { $reason }
mail-m-c05-subject = Deadline moved to { $date }: { $title }
mail-m-c05-body =
    the deadline of the call "{ $title }" has been moved for everybody.

    New deadline: { $deadline }
    Reason: { $reason }
mail-m-c06-subject = Deadline passed – { $count ->
    [one] one application
   *[other] { $count } applications
 } received
mail-m-c06-body =
    the deadline of the call "{ $title }" has passed.

    Applications received: { $count }
    Of these late: { $late }

    Next, the applications are to be checked for completeness.
mail-m-c07-subject = Call "{ $title }" cancelled
mail-m-c07-body =
    the call "{ $title }" has been cancelled. Your application will not be processed further.

    Reason: { $reason }
mail-m-c08-subject = Note on the call "{ $title }"
mail-m-c08-body =
    the call "{ $title }" has been corrected. Your draft is kept.

    What has changed: { $reason }
### form
form-missing = There is no form version { $number }. Please choose another version in the call.
form-broken = Form version { $number } is damaged and cannot be used. Please contact the operators. Cause: { $why }
form-undetermined = Whether this is needed depends on “{ $label }”. Please fill that in first.
form-too-short = Please write at least { $min } characters; there are { $count }.
form-too-few = Please give at least { $min }; there are { $count }.
form-too-many = At most { $max } are possible; there are { $count }.
form-row-incomplete = Please complete every row you began.
form-not-a-choice = “{ $value }” is not one of the choices.
form-postcode = Please give the postcode with five digits.
form-money-range = Please give an amount between 0 and 100 billion euros.
form-tenths = Please give a number with at most one decimal, not “{ $value }”.
form-yes-no = Please answer yes or no, not “{ $value }”.
form-phone = Please give the phone number with digits, blanks and + - / ( ).
form-url = Please give an address that begins with https://.
form-wrong-type = The value does not have the type of this field.
form-not-readable = This field has several parts.
form-nothing = no answer
form-yes = Yes
form-no = No
form-one-choice = Please give at least two answers to choose from, or none for a text question.
form-no-project-section = This form has no section “Project” for own questions.
form-flaw-code = The code “{ $code }” is not allowed.
form-flaw-twice = The code “{ $code }” occurs twice.
form-flaw-label = “{ $code }” needs a German label.
form-flaw-limits = The limits or choices of “{ $code }” do not fit together.
form-flaw-self = The condition of “{ $code }” asks about the field itself.
form-flaw-reference = The condition of “{ $code }” asks about “{ $other }”, which does not exist or is switched off.
form-flaw-circle = The conditions around “{ $code }” refer to each other in a circle.
form-flaw-empty = The form has no fields.
form-title = Application form
form-lead = Version { $number }. Every change makes a new version; after publication the form is fixed.
form-edit-lead = Here you fit the chosen section to this call.
form-frozen = You cannot change this form: the call is not a draft, or others work on it.
form-fixed = Law or later steps need this; it stays on and required.
form-on = Is asked
form-required = Required
form-label-de = Label (German)
form-label-en = Label (English)
form-hint-de = Hint (German)
form-hint-en = Hint (English)
form-max = Maximum length
form-characters = characters
form-own = Own question { $number }
form-own-hint = Leave empty if you add no question of your own.
form-own-choices = Answers to choose from
form-own-choices-hint = One per line. Leave empty for a text question.
form-done-saved = The form has been saved.
form-book-download = Form as a workbook (xlsx)
form-book-sheet = Application
form-book-lists = Choices
form-book-intro = Please fill in the yellow cells only. Then upload the file in the funding portal; it becomes a draft that you check and hand in there.
form-book-lead = Applicant municipality
form-book-lead-hint = Official municipality key or name.
form-book-code = Code
form-book-question = Question
form-book-answer = Your answer
form-book-check = Check
form-book-hint = Hint
form-book-missing = still missing
form-book-too-long = too long
form-book-fits = fits
form-book-tick = Mark with x what applies.
