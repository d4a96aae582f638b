### calls
calls-title = Calls
calls-lead = All calls of your programmes, the latest deadline first.
calls-new = New call
calls-new-lead = What stands here is enough. All else comes from the programme's parameters and can be edited part by part afterwards.
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
calls-correct = Correct
calls-save-draft = Save draft
calls-save-correction = Publish the correction
calls-correction = What has changed?
calls-correction-hint = Goes to everybody who began or submitted an application (M-C08), and stands on the public page.
calls-frozen-title = This call is published
calls-group-frame = Frame
calls-group-texts = Texts
calls-group-dates = Dates
calls-group-money = Money
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
calls-easy-hint = Shown on a page of its own that the public page leads to.
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
calls-territory-08 = Baden-Württemberg
calls-territory-all = no restriction
calls-territory-keys = municipalities whose official key begins with { $keys }
calls-territory-hint = First digits of the official keys: 08 is Baden-Württemberg.
calls-criteria = Criteria
calls-criteria-hint = The weights add up to 100. Leave rows empty that you don't need.
calls-criterion = Criterion
calls-criterion-code = No.
calls-weight = Weight
calls-anchor = 5 points mean
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
calls-did-correct = Corrected
calls-did-open = Opened
calls-did-extend = Deadline moved
calls-did-close = Closed
calls-did-start_selection = Selection started
calls-did-decide = Selection decided
calls-did-complete = Completed
calls-did-cancel = Cancelled
calls-link-applications = Applications
calls-link-applications-hint = all applications of this call
calls-link-trials = Test applications
calls-link-trials-hint = begin, fill in and hand in; they count nowhere
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
calls-apply = Apply
calls-apply-sign-in = Sign in and apply
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
calls-programmes-title = Programmes
calls-programmes-lead = The legal frame of the calls: issuing authority, remedy and parameters.
calls-programmes-empty = No programme has been set up yet.
calls-programme-name = Name
calls-programme-name-de = Name (German)
calls-programme-name-en = Name (English)
calls-programme-new = New programme
calls-programme-new-lead = A programme starts with the usual parameters. You can then change each of them, with a date and a source.
calls-programme-create = Set programme up
calls-programme-edit = Change data
calls-programme-edit-title = Change programme { $code }
calls-programme-edit-lead = This is how the data will stand on letters and notices from now on. What was issued stays as it is.
calls-programme-save = Save data
calls-programme-code-hint = 2 to 12 capitals and digits, for example IBZ. The codes of the calls begin with it.
calls-valid = Valid
calls-valid-now = in force
calls-valid-not = not in force today
calls-valid-since = since { $from }
calls-valid-from = Valid from
calls-valid-until = Valid until
calls-valid-until-hint = Empty: no end
calls-letterhead = Letterhead
calls-street = Street and number
calls-postcode = Postcode
calls-place = Place
calls-web = Website
calls-remedy = Legal remedy
calls-remedy-ACTION = action before the court
calls-remedy-OBJECTION = objection
calls-court = Court, or office for objections
calls-court-hint = Empty for an action: the court depends on the seat of the municipality.
calls-parameters = Parameters
calls-parameters-on = Parameters on { $day }
calls-parameter = Parameter
calls-parameter-day = As of
calls-parameter-value = Value
calls-parameter-from = Valid from
calls-parameter-from-hint = Today at the earliest. The days before keep their value.
calls-parameter-source = Legal basis or source
calls-parameter-source-hint = For example: no. 4 of the administrative regulation of 1 December 2025.
calls-parameter-by = Set by
calls-parameter-default = Default
calls-parameter-now = in force today
calls-parameter-later = in the future
calls-parameter-history = All values
calls-parameter-none = No value has been set yet.
calls-parameter-lead = A new value counts from its day on. Earlier values stay; existing calls keep their own terms.
calls-parameter-set = New value
calls-parameter-save = Set value
calls-parameter-bounds = A whole number from { $least } to { $most }
calls-parameter-day-hint = Day and month, for example 30.11.
calls-parameter-rate-hint = For example { $example }; negative with a minus. Counts from 1 January or 1 July for half a year.
calls-set-up = Set-up
calls-from-parameter = from the programme's value since { $from }
calls-from-default = from the programme's default
calls-not-from-parameter = differs from the programme's value { $value } since { $from }
calls-not-from-default = differs from the default { $value }
calls-share-basis-EFFECTIVE_SHARE = by the effective share
calls-share-basis-RATE_WITH_CAP = by rate and cap
calls-day-count-ACT_ACT = actual days, 366 in leap years
calls-day-count-ACT_365 = actual days of 365
calls-day-count-THIRTY_360 = 30 days a month, 360 a year
calls-day-rule-PROPORTIONAL = in proportion to the minutes
calls-day-rule-HALF_DAY_STEPS = in half days
calls-yes-no-true = yes
calls-yes-no-false = no
calls-unit-days = { $count ->
    [one] one day
   *[other] { $count } days
 }
calls-unit-weeks = { $count ->
    [one] one week
   *[other] { $count } weeks
 }
calls-unit-months = { $count ->
    [one] one month
   *[other] { $count } months
 }
calls-unit-years = { $count ->
    [one] one year
   *[other] { $count } years
 }
calls-unit-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
 }
calls-unit-times = { $count ->
    [one] once
   *[other] { $count } times
 }
calls-unit-cases = { $count ->
    [one] one case
   *[other] { $count } cases
 }
calls-parameter-funding-mode = Kind of funding
calls-parameter-funding-cap-cents = Cap per project
calls-parameter-funding-rate = Funding rate
calls-parameter-minimum-grant-cents = Minimum grant
calls-parameter-financing-type = Financing type
calls-parameter-award-rounding = Rounding of awards
calls-parameter-share-basis = Reduction of a share
calls-parameter-allocation-mode = Allocation of means
calls-parameter-deadline-kind = Kind of deadline
calls-parameter-completion-days = Time for requested documents
calls-parameter-resolution-weeks = Time for a resolution that follows the application
calls-parameter-deemed-delivery-days = Time until delivery is deemed
calls-parameter-remedy-months = Time for remedies
calls-parameter-acceptance-weeks = Time for the declaration of acceptance
calls-parameter-use-within-months = Time to use the money
calls-parameter-payments-per-year = Payment requests per year at most
calls-parameter-retention-rate = Retention until the statement of use
calls-parameter-last-request-day = Last day for payment requests in a year
calls-parameter-item-overrun-limit = Overrun of single items up to
calls-parameter-reduction-threshold-cents = Reduction only above
calls-parameter-interest-spread-bp = Interest above the base rate
calls-parameter-interest-day-count = Day count of interest
calls-parameter-interest-waiver-threshold-cents = Interest only above
calls-parameter-vn-confirmation-up-to-cents = Confirmation instead of a statement up to
calls-parameter-vn-due-months = Time for the statement of use
calls-parameter-vn-sample-rate = Sample of full audits
calls-parameter-base-rate = Base rate
calls-parameter-retention-years-funded = Retention of funded cases
calls-parameter-retention-years-rejected = Retention of rejected cases
calls-parameter-retention-months-draft = Retention of drafts
calls-parameter-hours-granularity-min = Hours are entered in steps of
calls-parameter-day-minutes = A day rate covers
calls-parameter-day-rule = Counting of day rates
calls-parameter-contingent-hard-stop = Contingent is a hard stop
calls-parameter-small-cell-limit = Suppressed in public tables below
calls-done-parameter = The value is set.
calls-done-programme-created = The programme is set up.
calls-done-programme-saved = The data are saved.
calls-wrong-parameter-past = A value counts from today at the earliest. The past does not change.
calls-wrong-half-year = The base rate counts from 1 January or 1 July.
calls-group-german = German
calls-group-english = English
calls-create-draft = Create draft
calls-save-next = Save and continue
calls-frozen-part = This part is fixed since publication. The head of unit extends the deadline on the page of the call.
calls-correct-title = Correction of a published call
calls-correct-told = Your change is published at once and makes a new edition. Everybody who began or submitted an application gets an e-mail (M-C08).
calls-correct-not-told = Your change counts for future e-mails and makes a new edition. Applicants are not notified of it.
calls-part-texts = Texts
calls-part-easy = Easy language
calls-part-dates = Dates
calls-part-eligible = Who may apply
calls-part-money = Money
calls-part-criteria = Assessment
calls-part-documents = Documents
calls-part-mails = E-mails
calls-part-examples = Examples
calls-part-texts-lead = The public texts. Where there is no English text, the German one is shown.
calls-part-easy-lead = The call in easy German, on a page of its own.
calls-part-dates-lead = All times are local time in Baden-Württemberg (Europe/Berlin).
calls-part-eligible-lead = The self-check on the public page follows these data as well.
calls-part-money-lead = Kind and amount of the funding, and the means of each budget year.
calls-part-criteria-lead = Criteria, weights and thresholds of the assessment.
calls-part-documents-lead = What is to be attached to an application. The completeness check follows it as well.
calls-part-mails-lead = E-mails of this call in its own words.
calls-part-examples-lead = Example applications beside the rules. Each of them is run before publication.
calls-easy-rules = Short sentences, one thought each, no foreign words. Have the text checked by the target group.
calls-dates-shown = This is how it will be published: applications from { $opens }. Deadline: { $deadline }.
calls-deadline-free-day = The deadline ends on a day without office hours
calls-deadline-free-day-hint = The day is a Saturday, a Sunday or a public holiday. Nobody can help with technical questions on that day.
calls-grace = Grace after the deadline
calls-grace-hint = Whoever pressed “Submit” or asked for the signature on the last day before the deadline may finish within this time. Never published as the deadline. 240 minutes at most.
calls-minutes = minutes
calls-remove-row = Remove this row
calls-add-budget_years = Add budget year
calls-add-criteria = Add criterion
calls-add-documents = Add document
calls-add-examples = Add example
calls-criterion-of-row = Criterion { $row }
calls-document-of-row = Document { $row }
calls-example-of-row = Example { $row }
calls-label-de = Label (German)
calls-label-en = Label (English)
calls-anchor-de = 5 points mean (German)
calls-anchor-en = 5 points mean (English)
calls-documents = Documents for the application
calls-documents-hint = Leave rows empty that you do not need. The limits of size are the same for all: 10 MiB per file.
calls-document = Document
calls-document-required = Required
calls-document-kinds = Kinds of file
calls-mails-hint = Leave empty for the house's usual text. Greeting, link and footer are added by themselves.
calls-placeholders = Placeholders: { $allowed }
calls-mail-subject-de = Subject (German)
calls-mail-body-de = Text (German)
calls-mail-subject-en = Subject (English)
calls-mail-body-en = Text (English)
calls-mail-M-A01 = Draft created
calls-mail-M-A02 = Acknowledgement of receipt
calls-mail-M-A03 = Receipt after the deadline
calls-mail-M-C05 = Deadline extended
calls-mail-M-C07 = Call cancelled
calls-mail-M-C08 = Call corrected
calls-mail-preview = Preview
calls-mail-none = There is no text of its own yet. The house's usual texts apply.
calls-sample-project = Living together in the neighbourhood
calls-sample-reason = The funding period was unclear.
calls-examples-hint = Work out borderline cases: exactly at the cap, just below the minimum, outside the territory, begun too early.
calls-example-label = Example
calls-example-body = Kind of body
calls-example-key = Official key
calls-example-key-hint = Whole or its beginning only, for example 08416041 or 09.
calls-example-begun = The project has already begun
calls-example-starts = Start of the project
calls-example-ends = End of the project
calls-example-requested = Requested amount or value
calls-example-cost = Total expenditure
calls-example-expected = Expected result
calls-example-came = Result by the rules
calls-example-amount = Expected amount
calls-example-amount-came = Amount by the rules
calls-example-result = Comparison
calls-example-good = as expected
calls-example-differs = differs
calls-examples-ran = { $count ->
    [one] One example, { $good } as expected
   *[other] { $count } examples, { $good } as expected
 }
calls-outcome-ELIGIBLE = eligible
calls-outcome-NOT_ELIGIBLE = not eligible
calls-outcome-UNDETERMINED = open, data are missing
calls-refused-example-ELIGIBLE = The example “{ $label }” is eligible by the rules, something else is expected. Check the rules and the example.
calls-refused-example-NOT_ELIGIBLE = The example “{ $label }” is not eligible by the rules, something else is expected. Check the rules and the example.
calls-refused-example-UNDETERMINED = The result of the example “{ $label }” stays open because data are missing. Something else is expected.
calls-refused-example-amount = The example “{ $label }” comes to { $came }, expected is { $expected }. Check the rules and the example.
calls-refused-nothing-changed = Nothing is changed. A correction needs a change.
calls-refused-try-out = Only a draft or a call in review can be tried out.
calls-wrong-document-twice = The number of a document occurs twice.
calls-wrong-document-kinds = Choose at least one kind of file.
calls-wrong-example = Each example needs a label and an amount that is not negative.
calls-wrong-mail = The e-mail { $code } can have words of its own not here, or only once.
calls-wrong-mail-half = Subject and text belong together: fill in both or neither.
calls-wrong-placeholder = There is no placeholder { $name } here. Possible are: { $allowed }.
calls-copy = Use as a template
calls-copy-from = Or start from an earlier call
calls-copy-hint = take over everything, dates a year later
calls-copy-title = New call after { $code }
calls-copy-lead = Texts, amounts, criteria, documents and examples are taken over. The dates stand here a year later; check each of them.
calls-prefix-hint = Empty: the same as the code
calls-dates-checked = I have checked all dates
calls-done-copied = The draft is created after the template.
calls-try-out = Try out
calls-done-try-out = The try-out has the draft's present terms.
calls-did-try_out = Try-out made or brought up to date
calls-preview = Preview
calls-preview-hint = This is how everybody will see the call once it is published. It is not public yet.
calls-state-PREVIEW = Try-out
calls-next-PREVIEW = This call is a try-out. It stands in no list and no report; nothing of it ever becomes an application.
calls-public-PREVIEW = This is a try-out.
calls-public-DRAFT = Not published yet. Applications from { $opens }, deadline: { $deadline }.
calls-public-IN_REVIEW = Not published yet. Applications from { $opens }, deadline: { $deadline }.
calls-link-preview = Preview of the public page
calls-link-preview-hint = with the self-check
calls-link-form = Application form
calls-link-form-hint = questions of the application, to be fitted while a draft
calls-link-versions = Editions
calls-link-versions-hint = what was published when, side by side
calls-link-draft = To the draft
calls-link-draft-hint = that this try-out comes from
calls-link-source = To the template
calls-link-source-hint = that this draft was made after
calls-versions = Editions
calls-versions-lead = Every published edition stays as it was.
calls-versions-none = Nothing is published yet.
calls-version-at = Published on
calls-version-by = By
calls-version-changed = Changed
calls-version-first = First edition
calls-version-first-hint = These are all data as they were first published.
calls-version-title = Edition { $edition }
calls-version-before = Edition { $edition } (before)
calls-version-after = Edition { $edition }
calls-corrections = Changes since publication
calls-calendar = Dates for your calendar
calls-calendar-opens = Applications possible: { $title }
calls-calendar-deadline = Deadline for applications: { $title }
calls-calendar-text = Deadline: { $deadline }
calls-easy-deadline = You can send your application until { $day }.
calls-easy-back = To the full call
calls-left-title = Time left
calls-left = { $left } (as of { $now })
calls-left-two = { $first } and { $second }
calls-left-days = { $count ->
    [one] one day
   *[other] { $count } days
 }
calls-left-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
 }
calls-left-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
 }
calls-check-title = Can my municipality apply?
calls-check-lead = Answer a few questions without signing in. Leave open what you do not know. Nothing is stored.
calls-check-name = Your municipality
calls-check-name-hint = Name or official key
calls-check-for = Checked for: { $name }
calls-check-begun = Has the project already begun?
calls-check-elsewhere = Is the same expenditure publicly funded elsewhere?
calls-check-rest = Is the rest of the financing secured?
calls-check-unknown = do not know yet
calls-check-submit = Check
calls-check-again = Start again
calls-check-no-body = We did not find this municipality
calls-check-no-body-hint = Write the official name or the official key.
calls-check-ELIGIBLE = An application is possible
calls-check-NOT_ELIGIBLE = An application is not possible like this
calls-check-UNDETERMINED = That cannot be said yet
calls-check-ELIGIBLE-hint = All checked conditions are met.
calls-check-NOT_ELIGIBLE-hint = At least one condition is not met. See below which one.
calls-check-UNDETERMINED-hint = Some data are missing. See below which ones.
calls-check-amount = All checked conditions are met. Up to { $amount } is possible.
calls-check-no-promise = This self-check is no decision. Each application is examined after it was submitted.
calls-check-reasons = Conditions of the call { $code }
calls-check-condition = Met?
calls-check-reason = Condition
calls-check-state-ELIGIBLE = met
calls-check-state-NOT_ELIGIBLE = not met
calls-check-state-UNDETERMINED = open
calls-check-territory-met = { $name } lies in the territory of the call.
calls-check-territory-failed = { $name } lies outside the territory of the call.
calls-check-territory-open = Choose your municipality: it must lie in the territory of the call.
calls-check-body-met = { $name } is one of those who may apply.
calls-check-body-failed = { $name } is not one of those who may apply. Taking part as a partner is often possible.
calls-check-body-open = Choose your municipality: not every kind of body may apply.
calls-check-begun-met = The project has not begun.
calls-check-begun-failed = The project has already begun. Only what has not begun when you apply can be funded.
calls-check-begun-open = Has the project already begun? A signed contract counts as a beginning.
calls-check-period-met = The project lies within the funding period from { $from } to { $until }.
calls-check-period-failed = The project does not lie wholly within the funding period from { $from } to { $until }.
calls-check-period-open = Start and end must lie within the funding period from { $from } to { $until }.
calls-check-elsewhere-met = The same expenditure is not funded elsewhere.
calls-check-elsewhere-failed = The same expenditure is already publicly funded. It cannot be funded twice.
calls-check-elsewhere-open = Is the same expenditure already publicly funded? Then it cannot be funded again.
calls-check-rest-met = The rest of the financing is secured.
calls-check-rest-failed = The whole financing must be secured.
calls-check-rest-open = Is that part of the financing secured which the Land does not bear?
calls-check-amount-met = Up to { $amount } can be funded; the minimum of { $minimum } is reached.
calls-check-amount-failed = { $amount } could be funded. That is below the minimum of { $minimum }.
calls-check-amount-open = State the amounts: funding starts at { $minimum }.
calls-field-title_en = Title (English)
calls-field-purpose_en = What is funded (English)
calls-field-eligible_en = Who may apply (English)
calls-field-how_en = Application and selection (English)
calls-field-easy_de = Easy language
calls-field-deadline_time = Time of the deadline
calls-field-deadline_kind = Kind of deadline
calls-field-grace_minutes = Grace after the deadline (minutes)
calls-field-funding_mode = Kind of funding
calls-field-financing_type = Financing type
calls-field-rounding = Rounding of the award
calls-field-allocation_mode = Allocation of means
calls-field-territory = Territory
calls-field-project_from = Funding period from
calls-field-threshold_total = Minimum total score
calls-field-threshold_criterion = Minimum mean per criterion
calls-field-documents = Documents for the application
calls-field-mail_texts = E-mails in the call's own words
calls-field-examples = Examples
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
    the call "{ $title }" has been corrected. What you entered is kept.

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
form-iban = Please enter a valid IBAN; a German one has 22 characters.
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
form-own-choices-hint = One per line, English after a vertical bar: “Ja, sicher | Yes, sure”. Leave empty for a text question.
form-own-remove = Remove this question
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
