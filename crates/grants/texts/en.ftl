# Grants
grants-title = Grants
grants-heading-CASH_GRANT = Grant
grants-heading-IN_KIND = Facilitation in kind
grants-number = File number
grants-grantee = Grantee
grants-project = Project
grants-mode = Kind of support
grants-mode-IN_KIND = In kind (facilitation)
grants-mode-CASH_GRANT = Grant (money)
grants-amount = Amount
grants-state = State
grants-state-PREPARED = In preparation
grants-state-COUNTERSIGNED = Countersigned
grants-state-ISSUED = Issued
grants-state-DELIVERED = Delivered
grants-state-ACCEPTED = Accepted
grants-state-DECLINED = Not accepted
grants-state-REISSUE = Delivery failed
grants-state-OBJECTED = Remedy filed
grants-state-FINAL = Final
grants-state-IN_PAYMENT = In payment
grants-state-REPORT_DUE = Statement of use due
grants-state-OVERDUE = Statement of use overdue
grants-state-REPORT_SUBMITTED = Statement of use submitted
grants-state-IN_AUDIT = Being examined
grants-state-HEARING = Hearing
grants-state-RECLAIMED = Repayment claimed
grants-state-SETTLED_OK = Accepted after examination
grants-state-REVOKED = Revoked
grants-state-CLOSED = Closed
grants-all-states = All
grants-filter = Show
grants-empty = There is no grant for this call yet. Once the selection is released, you prepare the notices here.
grants-sum = Sum
grants-sum-all = Sum without those not accepted
grants-period = Period
grants-from = Start
grants-until = End
grants-cap = Highest amount per project
grants-minimum = Lowest amount
grants-requested = Requested
grants-selected = Selected with
grants-eligible = Eligible expenditure
grants-eligible-hint = For support in kind its value.
grants-financing = Type of financing
grants-share = Share of the eligible expenditure
grants-year = Budget year
grants-years = Budget years
grants-means = Means
grants-facts = Facts
grants-next = Next step
grants-notice = Letter
grants-notice-kind = Kind
grants-notice-AWARD = Grant notice
grants-notice-AGREEMENT = Promise with cooperation agreement
grants-notice-AMENDMENT = Amendment notice
grants-notice-REJECTION = Rejection notice
grants-notice-HEARING = Hearing
grants-notice-CLAIM = Repayment notice
grants-notice-REVOCATION = Revocation notice
grants-notice-ACCEPTANCE = Acceptance of the statement of use
grants-notice-PARTIAL_OFFER = Offer of a partial amount
grants-notice-date = Made out
grants-notice-pages = Pages
grants-notice-sha256 = Checksum (SHA-256)
grants-notice-download = Download the letter (PDF)
grants-purpose = Purpose
grants-objectives = Objectives and how success is measured
grants-conditions = Further conditions
grants-conditions-hint = One condition per line; it stands in the letter beside the usual ones.
grants-german-hint = The text stands in the letter as it is; the letter is in German.
grants-double-funding = Double funding
grants-double-result = Result of the check
grants-double-NONE = No double funding
grants-double-COMPLEMENTARY = Complementary funding, allowed
grants-double-reason = Reason
grants-double-funding-found = Further funding in the same period
grants-double-funding-with = { $number } with { $amount }. Please check whether the same project would be funded twice.
grants-group-money = Amount and budget years
grants-group-content = Content
grants-tranches-hint = Spread the amount over the budget years of the call. The sum must equal the amount.
grants-tranche-means = Means of the call: { $means }
grants-prepare = Prepare the grant
grants-save-prepared = Save and pass on for countersigning
grants-change = Change
grants-cancel = Cancel
grants-preview = View the draft (PDF)
grants-preview-name = Draft
grants-signatures = Signatures
grants-step = Step
grants-person = Person
grants-when = Time
grants-open = open
grants-by-SB = Prepared (officer)
grants-by-BfdH = Countersigned (budget)
grants-by-RL = Countersigned (head of unit)
grants-by-issue = Issued (head of unit)
grants-waits-signatures = At least one signature is missing. Budget officer and head of unit sign in any order; the second signature commits the money.
grants-waits-issue = The letter waits to be issued by the head of unit.
grants-waits-delivery = The notice is issued but not yet delivered. Once fetched from the portal it counts as delivered on the next day, by post on the fourth day after posting. After that it can be accepted.
grants-countersign-RL = Countersign as head of unit
grants-countersign-BfdH = Countersign as budget officer
grants-countersign-confirm = Countersign? The second signature commits the budget means.
grants-channel = Dispatch
grants-channel-PORTAL = Fetched from the portal
grants-channel-POST = Post
grants-issue = Issue and send
grants-issue-confirm = Issue? The letter becomes final and the municipality is told.
grants-sent-on = Sent on
grants-fetched-at = Fetched from the portal
grants-delivered-on = Delivered on
grants-accept-until = To be accepted by
grants-answered-at = Declared on
grants-remark = Remark
grants-remark-hint = For example: signed agreement received on 12 June 2026, sheet 14 of the file.
grants-remark-needed = Please say where the signed declaration is.
grants-accept-IN_KIND = Accept the cooperation agreement
grants-accept-CASH_GRANT = Accept the grant
grants-accept-lead-IN_KIND = Please read the cooperation agreement and accept it as an authorised signatory. This concludes it.
grants-accept-lead-CASH_GRANT = Please declare as an authorised signatory that you accept the grant with the conditions of the notice.
grants-accept-lead-officer = The municipality did not apply in the portal. Record its signed declaration here.
grants-accept-confirm = Accept with binding effect?
grants-decline-open = Do not accept
grants-decline = Do not accept
grants-decline-reason = Reason
grants-decline-confirm = Really not accept? The money is released and can be given to others.
grants-details = Details
grants-open-IN_KIND = Open promise and agreement
grants-open-CASH_GRANT = Open notice and details
grants-case-title = Money and promise
grants-case-none = The project is selected; no grant has been prepared yet.
grants-tile-to-prepare = Still to be prepared
grants-prepare-all = { $count ->
    [one] Prepare one grant
   *[other] Prepare all { $count } grants
 }
grants-countersign-all = Countersign all that wait for me
grants-issue-all = { $count ->
    [one] Issue one letter
   *[other] Issue all { $count } letters
 }
grants-report-prepared = Prepared: { $done }, not prepared: { $refused }
grants-report-signed = Countersigned: { $done }, not countersigned: { $refused }
grants-report-issued = Issued: { $done }, not issued: { $refused }
grants-results = Result per project
grants-results-none = There was nothing to do.
grants-result = Result
grants-refused = Not possible
grants-back = Back to the grants
grants-task-prepare = { $count ->
    [one] Prepare one grant
   *[other] Prepare { $count } grants
 }
grants-task-countersign = { $count ->
    [one] Countersign one grant
   *[other] Countersign { $count } grants
 }
grants-task-issue = { $count ->
    [one] Issue one letter
   *[other] Issue { $count } letters
 }
grants-task-accept = { $count ->
    [one] Accept one grant
   *[other] Accept { $count } grants
 }
grants-done-prepared = The grant is prepared. Budget officer and head of unit were asked to countersign.
grants-done-signed = Your signature is noted. The second one is missing.
grants-done-countersigned = The grant is countersigned; the budget means are committed.
grants-done-issued = The letter is issued. The municipality was told.
grants-done-accepted = The acceptance is declared. The project is awarded.
grants-done-declined = The grant was not accepted. The means are free again.

grants-not-selected = The project is not selected. Only what the steering group selected can be awarded.
grants-not-released = The selection has not been released yet.
grants-exists = There is a grant for this project already. Please open it to change it.
grants-amount-positive = The amount must be more than €0.00.
grants-over-cap = The highest amount per project is { $cap }; { $left } of it is left. Please lower the amount.
grants-over-selection = The project was selected with { $selected }. No more can be awarded.
grants-below-minimum = The lowest amount is { $minimum }. Nothing below is awarded (R09).
grants-eligible-below = The eligible expenditure must be at least { $amount }.
grants-period-order = The end must not be before the start.
grants-tranches-sum = The tranches add up to { $sum }, the award is to be { $amount }.
grants-tranche-positive = The tranche of { $year } must be more than €0.00.
grants-tranche-year = { $year } is not a budget year of the call.
grants-tranche-twice = There are several tranches of { $year } from the same means. Please join them.
grants-double-funding-reason = Please say why the other funding is allowed.
grants-double-funding-check = The municipality has further funding in the same period. Please check for double funding and prepare this grant by itself.
grants-no-budget-line = The call has no budget line.
grants-missing-means = The budget means do not suffice for all selected projects. Missing: { $missing }
grants-signed-already = This signature is there already.
grants-not-delivered = The notice is not delivered yet. It can be accepted on the day after it was fetched from the portal, or from the fourth day after posting.
grants-wrong-state-PREPARED = The grant is in preparation; budget officer and head of unit countersign first.
grants-wrong-state-COUNTERSIGNED = The grant is countersigned and waits to be issued.
grants-wrong-state-ISSUED = The letter is issued already.
grants-wrong-state-DELIVERED = The notice is delivered already.
grants-wrong-state-ACCEPTED = The grant is accepted already.
grants-wrong-state-DECLINED = The grant was not accepted.
grants-wrong-state-REISSUE = The notice did not arrive and has to be delivered again.
grants-wrong-state-OBJECTED = A remedy against the notice is pending; nothing moves until it is decided.
grants-wrong-state-FINAL = The notice is final already.
grants-wrong-state-IN_PAYMENT = Payment has begun already.
grants-wrong-state-REPORT_DUE = The statement of use is due and has not been submitted yet.
grants-wrong-state-OVERDUE = The statement of use is overdue and has not been submitted yet.
grants-wrong-state-REPORT_SUBMITTED = The statement of use has been submitted and waits for its examination.
grants-wrong-state-IN_AUDIT = The statement of use is being examined.
grants-wrong-state-HEARING = The hearing is open; it has to be concluded first.
grants-wrong-state-RECLAIMED = Repayment has been claimed.
grants-wrong-state-SETTLED_OK = The statement of use is accepted already.
grants-wrong-state-REVOKED = The notice has been revoked.
grants-wrong-state-CLOSED = The case is closed.
grants-over-award = This exceeds the award: at most { $left }.
grants-over-tranche = This exceeds the tranche of the budget year: { $left } possible.
grants-over-spent = The award cannot be cut that far: { $left } are ordered or paid already.
grants-missing-parts = The letter cannot be made out. Missing: { $parts }
grants-part-authority = issuing authority
grants-part-reference = file number
grants-part-our_date = date
grants-part-recipient_lines = address of the grantee
grants-part-subject = subject
grants-part-blocks = text
grants-part-signatory_name = signing person
grants-part-signature_note = note on electronic issue
grants-part-grantee = grantee
grants-part-address = address of the grantee
grants-part-title = title of the project
grants-part-purpose = purpose
grants-part-objectives = objectives
grants-part-amount = amount
grants-part-tranches = tranches per budget year
grants-part-contact = officer in charge
grants-part-financing = type of financing
grants-part-eligible = eligible expenditure
grants-part-reasons = reasons
grants-part-remedy = remedy notice (court or office for objections)

mail-m-g00-subject = { $count ->
    [one] Notice { $number } to be countersigned
   *[other] { $count } notices to be countersigned
 }
mail-m-g00-body = { $count ->
    [one] The grant for “{ $title }” is prepared and waits for your signature.
   *[other] { $count } grants are prepared and wait for your signature.
 }
mail-m-g01-subject = { $mode ->
    [award] There is a notice on your application { $number }
   *[support] There is a promise on your application { $number }
 }
mail-m-g01-body = { $mode ->
    [award]
        There is a notice on your application “{ $title }”.

        Please fetch it from the portal within 10 days. Remedy and term for acceptance are in the notice; an authorised signatory can accept it.
   *[support]
        Your project “{ $title }” is supported with facilitation. The promise and the cooperation agreement are in the portal.

        Please read the agreement. An authorised signatory can accept it there.
 }
mail-m-g03-subject = Notice { $number } accepted
mail-m-g03-body = The grant for “{ $title }” was accepted. The project is awarded.
mail-m-g06-subject = Grant { $number } not accepted – check the reserve list
mail-m-g06-body = The support for “{ $title }” was not accepted. The means are released. Please check whether a project of the reserve list can be funded.
applications-event-application-award = Awarded
applications-event-grant-prepare = Grant prepared
applications-event-grant-countersign = Countersigned
applications-event-grant-issue = Issued
applications-event-grant-deliver = Delivered
applications-event-grant-accept = Accepted
applications-event-grant-decline = Declined
applications-event-grant-fetch = Letter fetched from the portal
applications-event-grant-change = Preparation changed
applications-event-grant-order = Payment ordered
applications-event-grant-cancel_order = Order of payment given back
applications-event-grant-pay_out = Paid
applications-event-grant-pay_back = Repayment received
applications-event-grant-reduce = Award reduced
applications-event-grant-pay = Payment began
applications-event-grant-report_due = Statement of use due
applications-event-grant-overdue = Statement of use overdue
applications-event-grant-report = Statement of use submitted
applications-event-grant-report_back = Statement of use sent back for completion
applications-event-grant-audit = Examination of the statement of use began
applications-event-grant-settle = Statement of use accepted
applications-event-grant-hear = Hearing began
applications-event-grant-hear_end = Hearing ended without a claim
applications-event-grant-reclaim = Repayment claimed
applications-event-grant-revoke = Revoked
applications-event-grant-close = Case closed
