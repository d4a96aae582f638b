### proofs
nav-proofs = Statements of use
proofs-title = Statements of use
proofs-one = Statement of use
proofs-lead = What is due, received, overdue and examined.
proofs-open = Open the statement of use
proofs-details = Details
proofs-number = Number
proofs-municipality = Municipality
proofs-project = Project
proofs-programme = Programme
proofs-period-end = End of the award period
proofs-due = Due on
proofs-due-year = Due in the year
proofs-days-late = Days late
proofs-received = Received on
proofs-form = Form
proofs-sample = Sample
proofs-state = State
proofs-any-state = all
proofs-any-sampled = all
proofs-only-sampled = sample only
proofs-export = As workbook
proofs-list-empty = There are no such statements of use. They are made as soon as a notice is final.
proofs-yes = yes
proofs-no = no
proofs-sheet = Statements of use
proofs-notes = Notes
proofs-made-at = Date of data
proofs-made-by = Made for
proofs-filter = Filter
proofs-objections = Rate of objections
proofs-objections-of = { $objected } of { $decided } examined statements led to a reduction or a claim.
proofs-state-PLANNED = Award period runs
proofs-state-REPORT_DUE = Due
proofs-state-OVERDUE = Overdue
proofs-state-REPORT_SUBMITTED = Handed in
proofs-state-IN_AUDIT = In examination
proofs-state-HEARING = Hearing
proofs-state-RECLAIMED = Repayment claimed
proofs-state-REVOKED_PART = Revoked in part
proofs-state-SETTLED_OK = Accepted
proofs-state-REVOKED = Revoked
proofs-state-CLOSED = Closed
proofs-form-CONFIRMATION = Confirmation of use
proofs-form-SIMPLE = Simple statement of use
proofs-form-FULL = Full statement of use with list of vouchers
proofs-form-CONFIRMATION-hint = For your grant a confirmation suffices: the figures, the aims reached and your confirmation.
proofs-form-SIMPLE-hint = Your statement consists of the figures and a narrative report. Three pages suffice. Vouchers are only handed in on request.
proofs-form-FULL-hint = Your statement belongs to the sample: the list of vouchers goes with figures and report.
proofs-claim-state-HEARING = Hearing
proofs-claim-state-PROPOSED = To be issued
proofs-claim-state-ISSUED = Issued
proofs-claim-state-SETTLED = Settled
proofs-claim-state-DROPPED = Dropped
proofs-ground-REDUCTION = Reduction of the grant (no. 2 of ANBest-K or ANBest-P)
proofs-ground-PURPOSE = Failure of purpose (§ 49 Abs. 3 Satz 1 Nr. 1 LVwVfG)
proofs-ground-OBLIGATION = Obligation not met (§ 49 Abs. 3 Satz 1 Nr. 2 LVwVfG)
proofs-ground-UNLAWFUL = Unlawful notice (§ 48 LVwVfG)
proofs-ground-LATE_USE = Late use, interest alone (§ 49a Abs. 4 LVwVfG)
proofs-source-OWN = Own funds
proofs-source-THIRD_PARTY = Third-party funds
proofs-source-INCOME = Income
proofs-source-OTHER_GRANT = Other grants
proofs-item-TOTAL = Total expenditure
proofs-wrong-state-PLANNED = The award period still runs.
proofs-wrong-state-REPORT_DUE = The statement of use is not handed in yet.
proofs-wrong-state-OVERDUE = The statement of use is not handed in yet.
proofs-wrong-state-REPORT_SUBMITTED = The statement of use is handed in; its examination has not begun.
proofs-wrong-state-IN_AUDIT = The statement of use is being examined.
proofs-wrong-state-HEARING = A hearing runs on this case.
proofs-wrong-state-RECLAIMED = A repayment was claimed in this case.
proofs-wrong-state-REVOKED_PART = The notice is revoked in part.
proofs-wrong-state-SETTLED_OK = The statement of use is accepted already.
proofs-wrong-state-REVOKED = The award is revoked.
proofs-wrong-state-CLOSED = The case is closed.
proofs-claim-wrong-state-HEARING = The hearing still runs; the notice is not prepared yet.
proofs-claim-wrong-state-PROPOSED = The notice is prepared and waits to be issued.
proofs-claim-wrong-state-ISSUED = The notice is issued already.
proofs-claim-wrong-state-SETTLED = The claim is settled already.
proofs-claim-wrong-state-DROPPED = The claim was dropped.

### page of one proof
proofs-next = Next steps
proofs-facts = Overview
proofs-grant = Grant
proofs-grant-open = Show the grant
proofs-award = Awarded
proofs-paid = Paid so far
proofs-vouchers-until = Vouchers until
proofs-write = Fill in the statement of use
proofs-add-vouchers = Add vouchers
proofs-figures = Financial statement
proofs-costs = Expenditure
proofs-financing = Financing beside the grant
proofs-kind = Kind
proofs-planned = Planned
proofs-actual = Actual
proofs-difference = Difference
proofs-sum = Sum
proofs-nothing-spent = No expenditure is entered yet.
proofs-narrative = Narrative report
proofs-activities = What was done
proofs-activities-hint = What was done, when and with whom?
proofs-results = Aims reached
proofs-results-hint = Which aims of the notice were reached? Name the target values.
proofs-deviations = Deviations
proofs-deviations-hint = What differed from the plan, and why?
proofs-outlook = Outlook
proofs-outlook-hint = What remains, and how does it go on?
proofs-timeline = History
proofs-first-look = First look
proofs-sign-even = The account is even: nothing is to be paid or repaid.
proofs-sign-final = By these figures a final instalment of { $amount } is to be paid.
proofs-sign-repay = By these figures { $amount } is to be repaid.
proofs-sign-late-title = Not used promptly
proofs-sign-late = Of the payment of { $day }, { $amount } was used too late. Interest under § 49a (4) LVwVfG: { $interest }
proofs-sign-vouchers = The list of vouchers comes to { $listed }, the figures to { $spent }.
proofs-sign-outside-title = Paid outside the award period
proofs-sign-outside = Vouchers: { $count } of { $amount } (no. { $numbers }). Eligible is what was paid within the award period for services of that period.
proofs-planned-eligible = Planned eligible expenditure
proofs-spent = Expenditure as proved
proofs-overrun = Overrun of single items
proofs-rejected = Not recognised
proofs-recognised = Recognised expenditure
proofs-income-planned = Other funds, planned
proofs-income-actual = Other funds, actual
proofs-improvement = Improvement
proofs-share = Share of the Land
proofs-over-financing = Over-financing
proofs-reduction = Reduction
proofs-accepted-amount = Grant after the account
proofs-final = Final instalment
proofs-repayment = To be repaid

### vouchers and files
proofs-vouchers = List of vouchers
proofs-vouchers-hint = Upload the list of vouchers as a workbook: Beleg-Nr., Rechnungsdatum, Zahlungsdatum, Empfänger, Grund der Zahlung, Kostenart, Betrag brutto, davon zuwendungsfähig.
proofs-vouchers-count = Vouchers in the list: { $count }
proofs-voucher-number = Voucher no.
proofs-voucher-paid = Paid on
proofs-voucher-payee = Payee
proofs-voucher-reason = Reason
proofs-voucher-gross = Gross
proofs-voucher-eligible = Eligible
proofs-files = Attachments
proofs-files-add = Add attachments
proofs-remove-on-save = Remove when saving
proofs-file-label = Label
proofs-file-label-hint = Goes with the files you are choosing now.
proofs-too-many-files = More than { $max } attachments are not possible.

### the form
proofs-report-title = Fill in the statement of use
proofs-report-lead = Please hand in the statement of use by { $due }. You can save it in between.
proofs-parts-only = Your statement is handed in. For the depth check you can add vouchers and attachments.
proofs-returned = Please complete
proofs-planned-hint = Planned: { $amount }
proofs-units = Units
proofs-units-hint = Only if the notice names a fixed amount per unit, for example per event.
proofs-units-planned = Units agreed
proofs-units-held = Units carried out
proofs-units-of-notice = As in the notice, not as the municipality says.
proofs-units-range = State the units agreed and carried out.
proofs-amount-range = The amount must lie between €0.00 and { $max }.
proofs-is-confirmed = The grant was used for its purpose; the figures agree with books and vouchers.
proofs-confirmation = Confirmation
proofs-save-vouchers = Save and import the list of vouchers
proofs-save-sums = Save and take the expenditure from the list of vouchers
proofs-save-review = Save and go on to hand it in
proofs-still-missing = Still missing before it can be handed in
proofs-submit = Hand in
proofs-submit-hint = It stands below: figures, report and attachments. Once handed in, this edition is kept and cannot be changed any more.
proofs-submit-sure = Hand in the statement of use for good?
proofs-submit-from = It can be handed in after the end of the award period on { $day }.
proofs-submit-signatory = A signatory of your municipality can hand it in.
proofs-no-figures = Enter the actual expenditure.
proofs-vouchers-missing = Upload the list of vouchers.

### examination
proofs-start-audit = Begin the examination
proofs-send-back = Send back for completion
proofs-reason = Reason
proofs-new-due = New due date
proofs-extensions = Extensions
proofs-extension-ask = Ask for more time
proofs-extension-decide = Decide on more time
proofs-extension-grant = Grant more time
proofs-extension-refuse = Refuse
proofs-extension-wanted = Wanted due date
proofs-extension-before = Earlier due date
proofs-extension-reason-hint = Why is the time too short, for instance because invoices are missing?
proofs-extension-answer = Answer to the municipality
proofs-extension-answer-hint = Needed to refuse, or to extend unasked.
proofs-extension-outcome = Decision
proofs-extension-until = Extended until { $day }
proofs-extension-refused = Not extended
proofs-extension-waits = Not decided yet
proofs-extension-open = Your request for more time is not decided yet.
proofs-no-extension = Nobody asked for more time.
proofs-extension-range = The new due date must lie after { $from }, and on { $until } at the latest.
proofs-interims = Interim statements
proofs-interim-title = Interim statement { $year }
proofs-interim-year = Budget year
proofs-interim-lead = Please hand in the interim statement by { $due }: the expenditure of this budget year and a short report. The last year stands in the statement of use.
proofs-interim-spent = Expenditure in the budget year
proofs-interim-income = Income and third-party funds in the budget year
proofs-interim-submit = Save and hand in
proofs-interim-note = Take note
proofs-interim-remark = Remark
proofs-interim-remark-hint = Needed to send it back for completion; the municipality reads it.
proofs-interim-state-PLANNED = Budget year runs
proofs-interim-state-DUE = Due
proofs-interim-state-OVERDUE = Overdue
proofs-interim-state-SUBMITTED = Handed in
proofs-interim-state-NOTED = Noted
proofs-interim-state-DROPPED = Not needed
proofs-interim-wrong-state-PLANNED = The budget year still runs.
proofs-interim-wrong-state-DUE = The interim statement is not handed in yet.
proofs-interim-wrong-state-OVERDUE = The interim statement is not handed in yet.
proofs-interim-wrong-state-SUBMITTED = The interim statement is handed in already.
proofs-interim-wrong-state-NOTED = The interim statement is noted already.
proofs-interim-wrong-state-DROPPED = This interim statement is not needed.
proofs-day-past = The day must not lie in the future.
proofs-day-within = The day must lie ahead, { $last } at the latest.
proofs-examine = Write the audit note
proofs-is-complete = The statement is formally complete.
proofs-is-for-purpose = The money was used for its purpose.
proofs-are-aims-reached = The aims were reached.
proofs-rejected-hint = Expenditure that is proved but not eligible.
proofs-rejected-reason = Why not recognised
proofs-rejected-range = The amount must lie between €0.00 and { $max }.
proofs-vouchers-checked = Vouchers checked (number)
proofs-note = Audit note
proofs-note-hint = Extent and main results of the examination (Nr. 11 der VV zu § 44 LHO).
proofs-note-of = Audit note, edition { $edition }
proofs-examined-by = Examined by
proofs-examined-at = Examined at
proofs-depth-needs-vouchers = The depth check goes through vouchers.
proofs-incomplete-send-back = If the statement is incomplete, send it back for completion.
proofs-settle = Accept
proofs-settle-hint = By the audit note the grant is { $amount }, the final instalment { $last }.
proofs-settle-sure = Accept the statement of use and release the final instalment?
proofs-return-note = Return the audit note
proofs-not-examined = No audit note waits for acceptance yet.
proofs-repayment-due = By the audit note { $amount } is to be repaid. The municipality is heard on it.
proofs-not-for-purpose = According to the audit note the money was not used for its purpose. The municipality is heard about it.
proofs-late-use-open = Late use cost { $amount } of interest. Claim it after a hearing, or say in the audit note why it is not claimed.
proofs-late-interest = Interest for late use
proofs-late-waiver = Why no interest is claimed for late use
proofs-late-waiver-hint = Leave this empty when the interest is claimed.
proofs-paid-since = Money was paid or came back since the audit note. Write another one.
proofs-notice = Letter of acceptance (PDF)
proofs-missing-parts = The letter can't be set. Missing: { $parts }
proofs-close = Close the case
proofs-close-sure = Close the case?
proofs-money-open = The case can be closed once what was accepted is paid; { $open } are still open.
proofs-claim-open = A claim of this case is still open.
proofs-reopen = Reopen the case
proofs-nothing-to-reopen = Nothing is left of this award that could be reopened.

### sample
proofs-sampling-title = Sample
proofs-sampling-lead = From the statements received and not decided the sample is drawn by the method { $method }. With seed and list anybody can draw it again.
proofs-draw = Draw the sample
proofs-drawable = { $count } to draw from
proofs-year = Year of receipt
proofs-seed = Seed
proofs-seed-hint = Something nobody knew before, such as published lottery numbers of a day.
proofs-seed-range = State a seed of at most { $max } characters.
proofs-nothing-to-draw = There are no statements to draw from.
proofs-runs = Draws
proofs-runs-empty = No sample was drawn yet.
proofs-drawn-at = Drawn at
proofs-listed = Listed
proofs-drawn = Drawn
proofs-list-hash = Hash of the list (SHA-256)
proofs-protocol = Protocol
proofs-protocol-sheet = Sample protocol
proofs-place = Place
proofs-grant-id = Id of the grant
proofs-lot = Lot (SHA-256)
proofs-method = Method
proofs-sample-rate = Rate
proofs-how = How to draw it again
proofs-how-text = Take SHA-256 of seed, colon and the grant's id, order ascending; drawn are the first places: the rate of the list, rounded up, at least one.

### claims
proofs-claims-title = Claims and interest
proofs-claims-lead = Hearings, notices, interest and what came in.
proofs-claims-sheet = Claims
proofs-claims-empty = There are no claims.
proofs-claim-one = Claim
proofs-hear = Begin the hearing
proofs-ground = Ground
proofs-principal = Amount to be repaid
proofs-principal-hint = At most what was paid: { $paid }
proofs-principal-range = The amount must be above €0.00 and at most { $paid }; for a full revocation it is all that was paid.
proofs-principal-of-note = The audit note says { $repay }. Another amount needs another audit note.
proofs-part-needs-rest = If nothing of the award is to be left, revoke all of it.
proofs-no-late-use = The audit note names no open interest for late use.
proofs-late-use-waiver = To waive this interest, drop the claim and say why in the audit note.
proofs-ineffective-on = Reduced since
proofs-ineffective-on-hint = For a reduction: the day on which the costs fell away. Interest runs from then on.
proofs-principal-heard = At most { $most }: the municipality was not heard about more.
proofs-is-whole = The whole award is to be revoked.
proofs-cut = Reduce the award further by
proofs-cut-hint = Only where a part is revoked that is not paid yet. The amount to be repaid can then stay empty.
proofs-cut-range = The amount can be at most { $open }: what is awarded and not ordered or paid yet. It is for revoking a part before a statement of use is handed in.
proofs-facts-of-case = Facts of the case
proofs-known-on = Facts known on
proofs-known-on-hint = The day on which all facts that matter were known. The one-year clock of revocation starts with it.
proofs-known-recorded = Recorded: { $days }. Another day is a correction with a reason under “One-year clock”; record new facts there first.
proofs-clock = One-year clock for revocation
proofs-clock-lead = Revocation is possible within one year only (§ 48(4), § 49(3) LVwVfG). The year starts with the day on which the granting office knew all facts that matter, those for its discretion included; a mere suspicion is not enough, as a rule it starts after the hearing or the examination. Record the day; it is corrected only with a reason and by a second person. You are reminded 60 days before the end.
proofs-clock-runs = Running
proofs-clock-expired = Over
proofs-know = Record knowledge
proofs-known-facts = Known facts
proofs-known-facts-hint = What was known that day, and from what?
proofs-known-by = Recorded by
proofs-known-corrected = Correction: { $reason }
proofs-known-correct = Correct the day { $day }
proofs-known-correct-hint = Why is the recorded day wrong? Until a second person confirms, the earlier day counts.
proofs-known-correct-send = Lay the correction before a second person
proofs-known-new = Right day
proofs-known-same = This day is recorded already.
proofs-known-waits = Correction waits
proofs-known-refused = Correction refused
proofs-known-replaced = Corrected
proofs-known-decide = A correction to { $day } waits for a second person.
proofs-known-other-person = Your correction waits for a second person.
proofs-known-confirm = Confirm the correction
proofs-known-refuse = Refuse the correction
proofs-correction-waits = A correction waits for a second person already.
proofs-no-correction = No correction waits for a decision.
proofs-revocable-until = Revocation possible until
proofs-hearing-until = Answer by
proofs-hearing-runs = The hearing runs until { $day }; before that a notice can only be prepared when the municipality has answered.
proofs-ground-needs-examination = A reduction and interest for late use need an audit note.
proofs-whole-needs-revocation = Only a revocation takes the whole award.
proofs-clock-over = The one-year limit for the revocation ended on { $day }.
proofs-heard-by = Heard by
proofs-statement = Answer of the municipality
proofs-statement-on = Answered on
proofs-statement-record = Answer the hearing
proofs-propose = Prepare the notice
proofs-proposed-by = Prepared by
proofs-discretion = Considerations of discretion
proofs-discretion-hint = They stand in the notice.
proofs-waiver = Reason for waiving interest
proofs-waiver-hint = Only if interest is waived: the municipality is not responsible and pays in time.
proofs-drop = Drop
proofs-issue = Issue the notice
proofs-issue-sure = Issue the notice?
proofs-issued-by = Issued by
proofs-settled-by = Settled by
proofs-act-date = Notice of
proofs-act-letter = Notice (PDF)
proofs-hearing-letter = Hearing (PDF)
proofs-payable-until = Payable by
proofs-limitation = Limitation of interest
proofs-interest = Interest
proofs-interest-amount = Interest
proofs-interest-of = Payment of { $day }, rounded
proofs-interest-edition = Computation { $edition } of { $at }
proofs-interest-from = Interest from
proofs-interest-until = Interest until
proofs-day-count = Day count
proofs-rate-table = Version of base rates
proofs-period = Period
proofs-days = Days
proofs-base-rate = Base rate
proofs-rate = Rate
proofs-received-amount = Received
proofs-open-amount = Open
proofs-receipts = Money received
proofs-receipt-record = Record money received
proofs-received-on = Value date
proofs-reference = Cash reference
proofs-amount = Amount
proofs-receipt-range = The amount must be above €0.00 and at most { $open }; no more is open on that day.
proofs-before-hearing = The day is before the hearing.
proofs-money-out = { $missing } is still missing.
proofs-paid-since-hearing = Money was ordered, paid or returned since the hearing. Drop this claim and hear the municipality again.
proofs-claim-settle = Settle the claim
proofs-claim-settle-sure = Settle the claim as fully paid?

### base rates
proofs-rates-title = Base rates
proofs-rates-lead = Base rate under § 247 BGB by half-year, version { $version }. Without a half-year's rate no interest is computed for it.
proofs-rates-in-force = Table in force
proofs-rate-publish = Add a rate
proofs-rates-pending = Waits for confirmation
proofs-rates-pending-hint = These rates are in force once a second person confirms them.
proofs-rates-confirm = Confirm the rates
proofs-rates-nothing-pending = This version no longer waits for confirmation.
proofs-valid-from = Valid from
proofs-source = Source
proofs-half-year = Half-year
proofs-half-year-day = { $day } is not the first day of a half-year (1 January or 1 July).
proofs-version = Version
proofs-versions = Versions
proofs-published-at = Published at
proofs-confirmed-at = In force since
proofs-base-rate-missing = No base rate is stored for half-year { $half_years }. Add the rate published by the Bundesbank with “valid from” { $days } under “Base rates”, or import it there as a table; a second person confirms it. The last rate is never carried on silently.

### retention
proofs-erasure-title = Retention and erasure
proofs-erasure-sheet = Erasure list
proofs-erasure-lead = Cases that are over, with the day from which on they are offered to the Landesarchiv and then erased. The periods stand in the settings of the programme.
proofs-erasure-due = { $due } of { $all } cases are due for erasure.
proofs-erasure-empty = No case is over yet.
proofs-erasure-drafts = Drafts never handed in
proofs-erasure-call = Call
proofs-erasure-count = Drafts
proofs-erasure-deadline = Deadline of the call
proofs-kept-as = Kept as
proofs-kept-since = Over since
proofs-erase-from = To be erased from
proofs-kept-FUNDED = Funded
proofs-kept-REJECTED = Rejected
proofs-kept-WITHDRAWN = Withdrawn

### imports
imports-kind-vouchers = Import a list of vouchers
imports-kind-vouchers-hint = List of vouchers of a statement of use. With several open projects the column “Antrags-Nr.” names the project.
imports-kind-base-rates = Import base rates
imports-kind-base-rates-hint = Table with “valid from” and “rate in %”; changed and new rates become a new version, which a second person confirms.
proofs-import-kind = “{ $value }” is no known kind of cost.
proofs-import-case = There is no statement of use for “{ $value }” that you can fill in.
proofs-import-eligible = No more than the gross amount can be eligible.
proofs-import-voucher-known = This voucher number exists in the project already.
proofs-import-too-many = More than { $max } vouchers are not possible.
proofs-import-after-period = Paid after the end of the award period on { $day }.
proofs-import-rate-known = This rate is stored already.
proofs-import-rate-changed = The stored rate of this half-year is replaced in the new version.

### done
proofs-done-saved = The statement of use is saved.
proofs-done-sums = The statement of use is saved; its expenditure is the sums of the list of vouchers.
proofs-done-complete = The statement of use is saved and complete. Check what stands below; then it can be handed in.
proofs-done-submitted = The statement of use is handed in.
proofs-done-started = The examination has begun.
proofs-done-sent-back = The statement of use is sent back for completion.
proofs-done-examined = The audit note is kept.
proofs-done-settled = The statement of use is accepted.
proofs-done-returned = The audit note is returned.
proofs-done-heard = The municipality is heard.
proofs-done-early = You can hear the municipality now. Delivery and remedy period of the notice go on.
proofs-done-closed = The case is closed.
proofs-done-reopened = The case is open again.
proofs-done-known = The day of knowledge is recorded.
proofs-done-correction = The correction waits for a second person.
proofs-done-correction-decided = The correction is decided.
proofs-done-extension-asked = Your request for more time was received.
proofs-done-extension = The due date is decided; the municipality is told.
proofs-done-interim-saved = The interim statement is saved.
proofs-done-interim-submitted = The interim statement is handed in.
proofs-done-interim-noted = The interim statement is noted.
proofs-done-drawn = The sample is drawn; the municipalities drawn are told.
proofs-done-statement = The answer is kept.
proofs-done-dropped = The claim is dropped.
proofs-done-proposed = The notice is prepared and waits to be issued.
proofs-done-issued = The notice is issued.
proofs-done-received = The money is recorded.
proofs-done-claim-settled = The claim is settled.
proofs-done-published = The new version is stored; it is in force once a second person confirms it.
proofs-done-rates-confirmed = The new version of the base rates is in force.

### tasks
proofs-task-write = { $count ->
    [one] Hand in a statement of use
   *[other] Hand in { $count } statements of use
 }
proofs-task-extension = { $count ->
    [one] Decide on a request for more time
   *[other] Decide on { $count } requests for more time
 }
proofs-task-interim-write = { $count ->
    [one] Hand in an interim statement
   *[other] Hand in { $count } interim statements
 }
proofs-task-interim-read = { $count ->
    [one] Read an interim statement
   *[other] Read { $count } interim statements
 }
proofs-task-start = { $count ->
    [one] Look through a statement of use received
   *[other] Look through { $count } statements of use received
 }
proofs-task-examine = { $count ->
    [one] Examine a statement of use
   *[other] Examine { $count } statements of use
 }
proofs-task-settle = { $count ->
    [one] Decide on an audit note
   *[other] Decide on { $count } audit notes
 }
proofs-task-answer = { $count ->
    [one] Answer a hearing
   *[other] Answer { $count } hearings
 }
proofs-task-propose = { $count ->
    [one] Decide after a hearing
   *[other] Decide after { $count } hearings
 }
proofs-task-issue = { $count ->
    [one] Issue a repayment or revocation notice
   *[other] Issue { $count } repayment or revocation notices
 }

### mails
mail-m-d01-subject = Erasure list { $month } for release
mail-m-d01-body =
    by the periods of retention these are due for erasure: cases that are over: { $cases }, drafts never handed in: { $drafts }. Cases are offered to the Landesarchiv before.
mail-m-v01-subject = Statement of use due on { $due }
mail-m-v01-body =
    { $returned ->
        [yes] Your statement of use for “{ $title }” was sent back for completion: { $reason }
       *[no] The award period of your project “{ $title }” is over.
    }

    Please hand in the statement of use by { $due } in the portal. { $form ->
        [CONFIRMATION] A confirmation with the figures and the aims reached suffices.
        [FULL] It consists of the figures, the narrative report and the list of vouchers.
       *[SIMPLE] It consists of the figures and a narrative report; three pages suffice.
    }
mail-m-v02-subject = { $when ->
    [before] Reminder: statement of use { $number } by { $due }
   *[other] Overdue: statement of use { $number } was due on { $due }
 }
mail-m-v02-body =
    { $when ->
        [before] Please remember the statement of use for “{ $title }”. It is due on { $due }.
       *[other] The statement of use for “{ $title }” was due on { $due } and has not arrived.
    }

    Please hand it in through the portal. Without it the award can be revoked and the grant claimed back.
mail-m-v03-subject = Statement of use { $number } received
mail-m-v03-body =
    The statement of use for “{ $title }” ({ $body }) has arrived.
mail-m-v04-subject = Statement of use { $number } overdue
mail-m-v04-body =
    The statement of use for “{ $title }” ({ $body }) was due on { $due } and is 30 days late.
mail-m-v05-subject = Depth check of your statement of use { $number }
mail-m-v05-body =
    Your statement of use for “{ $title }” was drawn for the sample.

    Please upload the list of vouchers and the vouchers by { $until } in the portal.
mail-m-v06-subject = Statement of use { $number } accepted
mail-m-v06-body =
    The statement of use for “{ $title }” is accepted. The letter with the account and the final instalment is in the portal.
mail-m-v07-subject = Hearing on { $number } – by { $until }
mail-m-v07-body =
    A letter of hearing on your case { $number } is in the portal.

    You can answer by { $until }.
mail-m-v08-subject = A notice on { $number } is there
mail-m-v08-body =
    A notice on your case { $number } is in the portal. Amount, term and remedy stand in it.
mail-m-v09-subject = Repayment on { $number } received
mail-m-v09-body =
    The payment on your case { $number } has come in. The claim is settled.
mail-m-v10-subject = A notice on { $number } is there
mail-m-v10-body =
    A notice on your case { $number } is in the portal. Details and remedy stand in it.
mail-m-v11-subject = Case { $number } closed
mail-m-v11-body =
    your project “{ $title }” is closed. Please keep the vouchers until { $until }, unless municipal or tax law asks for longer.
mail-m-v12-subject = Audit note on { $number }
mail-m-v12-body =
    An audit note on the statement of use for “{ $title }” ({ $body }) waits for your decision.
mail-m-v13-subject = Notice on { $number } to be issued
mail-m-v13-body =
    A repayment or revocation notice on { $number } is prepared and waits for your decision.
mail-m-v14-subject = One-year limit on { $number } ends on { $last }
mail-m-v14-body =
    In { $number } the grant notice can be revoked or withdrawn until { $last } only. No such notice has been issued yet; please decide in time.
mail-m-v15-subject = Correction of { $number } waits
mail-m-v15-body =
    in { $number } the day with which the one-year clock of revocation started is to be corrected. The correction needs a second person.
mail-m-v16-subject = More time asked for { $number }
mail-m-v16-body =
    { $body } asks for a due date of { $wanted } for the statement of use “{ $title }”. It is due on { $due } so far.
mail-m-v17-subject = { $granted ->
    [yes] Statement of use { $number }: new due date { $due }
   *[no] Statement of use { $number }: the due date stays
 }
mail-m-v17-body =
    { $granted ->
        [yes] the time for your statement of use “{ $title }” is extended until { $due }.
       *[no] the time for your statement of use “{ $title }” is not extended; it is due on { $due }. You find the reason in the portal.
    }
mail-m-v18-subject = Interim statement { $year } due on { $interim_due }
mail-m-v18-body =
    { $when ->
        [back] your interim statement { $year } for “{ $title }” was sent back for completion: { $remark }
       *[due] the budget year { $year } of your project “{ $title }” is over.
    }

    Please hand in the interim statement in the portal by { $interim_due }: the expenditure of the year and a short report.
mail-m-v19-subject = { $when ->
    [before] Reminder: interim statement { $year } of { $number } by { $interim_due }
   *[overdue] Overdue: interim statement { $year } of { $number } was due on { $interim_due }
 }
mail-m-v19-body =
    { $when ->
        [before] please remember the interim statement { $year } for “{ $title }”. It is due on { $interim_due }.
       *[overdue] the interim statement { $year } for “{ $title }” was due on { $interim_due } and has not arrived.
    }
mail-m-v20-subject = Interim statement { $year } of { $number } received
mail-m-v20-body =
    the interim statement { $year } for “{ $title }” ({ $body }) was received.
mail-m-v21-subject = Interim statement { $year } of { $number } overdue
mail-m-v21-body =
    the interim statement { $year } for “{ $title }” ({ $body }) was due on { $interim_due } and has been overdue for 30 days.

### history of a case
applications-event-proof-open = Statement of use made
applications-event-proof-move = Due date of the statement of use moved
applications-event-proof-report-due = Statement of use due
applications-event-proof-overdue = Statement of use overdue
applications-event-proof-save = Statement of use saved
applications-event-proof-attach = Attachment to the statement of use uploaded
applications-event-proof-detach = Attachment to the statement of use removed
applications-event-proof-vouchers = Vouchers imported
applications-event-proof-remove-vouchers = List of vouchers cleared
applications-event-proof-report = Statement of use handed in
applications-event-proof-report-back = Statement of use sent back for completion
applications-event-proof-audit = Examination of the statement of use begun
applications-event-proof-examine = Audit note written
applications-event-proof-return-note = Audit note returned
applications-event-proof-sample = Drawn for the sample
applications-event-proof-settle = Statement of use accepted
applications-event-proof-hear = Hearing begun
applications-event-proof-hear-end = Hearing ended
applications-event-proof-resume = Award goes on after the hearing
applications-event-proof-resume-unpaid = Award goes on after the hearing
applications-event-proof-await = Statement of use awaited again
applications-event-proof-audit-on = Examination goes on after the interest notice
applications-event-proof-reclaim = Repayment claimed
applications-event-proof-revoke = Award revoked
applications-event-proof-close = Case closed
applications-event-proof-reopen = Case reopened
applications-event-proof-uphold = Hearing ended without a claim
applications-event-proof-know = Day of knowledge recorded
applications-event-proof-correct-knowledge = Correction of the day of knowledge proposed
applications-event-proof-confirm-knowledge = Correction of the day of knowledge confirmed
applications-event-proof-refuse-knowledge = Correction of the day of knowledge refused
applications-event-proof-ask-extension = More time asked for
applications-event-proof-extend = Time for the statement of use extended
applications-event-proof-refuse-extension = More time refused
applications-event-proof-interim-open = Interim statement planned
applications-event-proof-interim-drop = Interim statement not needed
applications-event-proof-interim-due = Interim statement due
applications-event-proof-interim-overdue = Interim statement overdue
applications-event-proof-interim-save = Interim statement saved
applications-event-proof-interim-report = Interim statement handed in
applications-event-proof-interim-back = Interim statement sent back for completion
applications-event-proof-interim-note = Interim statement noted
applications-event-claim-hear = Municipality heard
applications-event-claim-statement = Answer to the hearing
applications-event-claim-drop = Claim dropped
applications-event-claim-propose = Notice prepared
applications-event-claim-issue = Notice issued
applications-event-claim-receive = Money received
applications-event-claim-settle = Claim settled
