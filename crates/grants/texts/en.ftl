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
grants-state-REVOKED_PART = Revoked in part
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
grants-hear = Hear the municipality before a revocation
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
grants-figure-award = Awarded
grants-figure-paid = Paid so far
grants-figure-open = { $amount } to come
grants-figure-next = Next date
grants-figure-over = This date has passed
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
grants-report-posted = Posting noted: { $done }, not noted: { $refused }
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
grants-double-funding-reason = Please give reasons for the result of the check for double funding; the notice states them.
grants-double-funding-check = The municipality has further funding in the same period. Please check for double funding and prepare this grant by itself.
grants-no-budget-line = The call has no budget line.
grants-missing-means = The budget means do not suffice for all selected projects. Missing: { $missing }
grants-signed-already = This signature is there already.
grants-not-delivered = The notice is not delivered yet. It can be accepted on the day after it was fetched from the portal, or from the fourth day after posting.
grants-withdraw-issued = The letter for this project is out already. Please declare there that you do not accept the support.
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
grants-wrong-state-REVOKED_PART = The notice is revoked in part.
grants-wrong-state-SETTLED_OK = The statement of use is accepted already.
grants-wrong-state-REVOKED = The notice has been revoked.
grants-wrong-state-CLOSED = The case is closed.
grants-over-award = This exceeds the award: at most { $left }.
grants-over-tranche = This exceeds the tranche of the budget year: { $left } possible.
grants-over-spent = The award cannot be cut that far: { $left } are ordered or paid already.
grants-restore-spent = More of { $number } is ordered or paid than would be awarded without the amendment. Send the order back, or wait until the money has come back.
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
grants-part-revocation = reserved revocation
grants-part-payment = payment
grants-part-statement = statement of use with office and date
grants-part-subsidy = subsidy-relevant facts
grants-part-conditions = general conditions
grants-part-publicity = publicity and data protection
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
mail-m-a21-subject = A letter about your application { $number }
mail-m-a21-body =
    there is a letter about your application “{ $title }”. { $channel ->
        [POST] It comes by post; you can see it in the portal already.
       *[PORTAL] Please fetch it in the portal.
    }
mail-m-g06-subject = Grant { $number } not accepted – check the reserve list
mail-m-g06-body = The support for “{ $title }” was not accepted. The means are released. Please check whether a project of the reserve list can be funded.
applications-event-application-award = Awarded
applications-event-grant-prepare = Grant prepared
applications-event-grant-countersign = Countersigned
applications-event-grant-issue = Issued
applications-event-grant-deliver = Delivered
applications-event-grant-accept = Accepted
applications-event-grant-decline = Declined
applications-event-grant-withdraw = Ended with the application
applications-event-case-notice-issue = Letter issued
applications-event-case-notice-fetch = Letter fetched from the portal
applications-event-grant-choose-clauses = Clauses chosen
applications-event-grant-fetch = Letter fetched from the portal
applications-event-grant-change = Preparation changed
applications-event-grant-order = Payment ordered
applications-event-grant-cancel-order = Order of payment given back
applications-event-grant-pay-out = Paid
applications-event-grant-pay-back = Repayment received
applications-event-grant-reduce = Award reduced
applications-event-grant-pay = Payment began
applications-event-grant-report-due = Statement of use due
applications-event-grant-overdue = Statement of use overdue
applications-event-grant-report = Statement of use submitted
applications-event-grant-report-back = Statement of use sent back for completion
applications-event-grant-audit = Examination of the statement of use began
applications-event-grant-settle = Statement of use accepted
applications-event-grant-hear = Hearing began
applications-event-grant-hear-end = Hearing ended without a claim
applications-event-grant-resume = Award goes on after the hearing
applications-event-grant-resume-unpaid = Award goes on after the hearing
applications-event-grant-await = Statement of use awaited again
applications-event-grant-audit-on = Examination goes on after the interest notice
applications-event-grant-reclaim = Repayment claimed
applications-event-grant-revoke = Revoked
applications-event-grant-close = Case closed
applications-event-grant-extend = Time for the statement of use extended
applications-event-grant-uphold = Hearing ended without a claim
applications-event-grant-reopen = Case reopened
grants-day-future = The day lies in the future.
grants-day-before = The day is before { $first }.
grants-dates = Dates
grants-attempt = dispatch no. { $count }
grants-line-posted = Posted
grants-line-sent = Provided in the portal
grants-line-fetched = Fetched from the portal
grants-line-fetch-until = To be fetched from the portal by
grants-line-proven = Receipt proven
grants-line-will-be-delivered = Counts as delivered
grants-line-delivered = Delivered
grants-line-accepted = Accepted
grants-line-declined = Not accepted
grants-line-accept-until = To be accepted by
grants-line-waived = Waiver of remedies received
grants-line-objected = Remedy filed
grants-line-settled = Remedy settled
grants-line-flawed = One year, because the notice on remedies is missing or wrong
grants-line-remedy-until = End of the remedy period
grants-line-final = Final
grants-line-will-be-final = Will be final
grants-reissue-lead = The notice did not arrive. Send it again; all periods begin anew.
grants-reissue = Send again
grants-waive = Waive remedies
grants-waive-lead = With the waiver the notice becomes final as soon as you have accepted it as well. Then you can request money. The waiver cannot be taken back.
grants-waive-confirm = Waive all remedies against this notice, bindingly?
grants-waive-record = Record a written waiver of remedies
grants-waive-hint = For example: signed waiver, sheet 15 of the file.
grants-arrived-on = Received on
grants-send-back = Send back to preparation
grants-send-back-reason = What is to be changed
grants-send-back-confirm = Both signatures become void; the means stay reserved for the application. Continue?
grants-done-sent-back = The grant is being prepared again.
grants-posting = Note the day of posting
grants-posting-all = Note the posting of { $count } notices
grants-posted-on = Posted on
grants-posted-hint = Delivery and all periods are reckoned from this day.
grants-posted-round-hint = For all notices of this call that went by post up to this day and have no day of posting yet. Delivery and all periods are reckoned from this day.
grants-posted-after-receipt = Receipt is proven for { $proven }; it cannot have been posted later.
grants-done-posted = The day of posting is noted.
grants-prove = Prove receipt
grants-prove-hint = A later receipt counts and moves all periods; an earlier one shortens nothing.
grants-received-on = Received on
grants-proof = Proof
grants-returned = Record returned post
grants-returned-on = Came back on
grants-returned-why = Reason
grants-returned-confirm = The notice then counts as not delivered. Go on?
grants-object = Record a remedy
grants-filed-on = Filed on
grants-object-where = Court or office, and where it is in the file
grants-settle-remedy = Record the end of the remedy
grants-remedy-outcome = Outcome
grants-remedy-WITHDRAWN = Withdrawn
grants-remedy-ANNULLED = Notice annulled; the means become free, the project is selected again
grants-remedy-DECIDED = Finally decided, the notice stands
grants-settled-on = On
grants-flaw = Notice on remedies missing or wrong
grants-flaw-what = What is missing or wrong?
grants-flaw-confirm = The period becomes one year from delivery. Go on?
grants-not-posted = This is only for a notice that was sent by post.
grants-provision-ended = The notice was not fetched within 10 days; its provision has ended. The granting authority will send it again.
grants-waived-already = Remedies have been waived already.
grants-remedy-too-late = After the remedy period or a waiver the notice is final.
grants-annul-after-payment = Money of the grant is ordered or paid. Please have the orders sent back and the payments returned first.
grants-flaw-after-payment = Money of the grant has been paid already. Please settle first what becomes of it.
grants-share-basis = Split over the municipalities
grants-share-basis-AGREED = As the municipalities agreed in the application
grants-share-basis-EQUAL = In equal parts
grants-share-basis-POPULATION = By inhabitants
grants-share-basis-wrong = Please choose how the amount is split over the municipalities.
grants-shares = Shares of the municipalities
grants-body = Municipality
grants-population = Inhabitants
grants-task-reissue = { $count ->
    [one] Send a notice again
   *[other] Send { $count } notices again
 }
grants-task-amend-check = { $count ->
    [one] Examine an amendment
   *[other] Examine { $count } amendments
 }
grants-task-amend-sign = { $count ->
    [one] Countersign an amendment
   *[other] Countersign { $count } amendments
 }
grants-task-amend-refuse = { $count ->
    [one] Refuse a request for amendment that can no longer be decided
   *[other] Refuse { $count } requests for amendment that can no longer be decided
 }
grants-task-amend-issue = { $count ->
    [one] Issue an amendment notice
   *[other] Issue { $count } amendment notices
 }
grants-done-returned = The returned post is recorded. The notice has to be sent again.
grants-done-reissued = The notice has been sent again.
grants-done-proven = The proof is recorded.
grants-done-waived = The waiver is recorded. The notice will be final with its acceptance.
grants-done-final = The notice is final. Money can be requested.
grants-done-objected = The remedy is recorded. The head of unit has been told.
grants-done-annulled = The annulment is recorded; the means are free.
grants-done-remedy-settled = The end of the remedy is recorded.
grants-done-flawed = The remedy period is one year now.

grants-amend-past = The award can no longer be amended. The request can still be withdrawn or refused.
grants-amend-title = Ask for an amendment
grants-amend-lead = One request can hold several changes. Before you hand it in, you see what it does.
grants-amend-ask = Ask for an amendment
grants-amend-list = Amendments
grants-amend-number = Amendment { $number }
grants-amend-kinds = What is to change?
grants-amend-kind-TIME = Award period
grants-amend-kind-PLAN_SHIFT = Shift within the cost and financing plan
grants-amend-kind-PARTNER = Municipalities taking part
grants-amend-kind-SCOPE = Purpose and objectives
grants-amend-kind-AMOUNT_DOWN = Lower amount
grants-amend-kind-TRANCHE_SHIFT = Tranches per budget year
grants-amend-hidden-open = is part of amendment { $number } already, which is still open.
grants-amend-hidden-years = the call has means for one year only.
grants-amend-hidden-spent = the whole amount has been ordered or paid already.
grants-amend-no-plan = the application has no cost and financing plan.
grants-amend-until = New end
grants-amend-now-until = Now { $day }.
grants-amend-amount = New amount
grants-amend-eligible = New eligible expenditure (if it changes)
grants-amend-now = Now { $amount }.
grants-amend-years-hint = Enter all tranches as they are to be. Their sum is the amount of the award. What is ordered or paid of a year stays there.
grants-amend-plan-hint = Enter all items as they are to be. The total stays the same.
grants-amend-leave = These municipalities leave
grants-amend-join = These municipalities join
grants-amend-join-hint = One name or official key per line.
grants-amend-why = Reasons
grants-amend-reason = Reasons
grants-amend-file = Attachment (PDF, Word, Excel or picture)
grants-amend-preview = On to the preview
grants-amend-preview-lead = This is what the amendment would do. It is examined only when you hand it in.
grants-amend-nothing = Please choose at least one change.
grants-amend-same = This is no change.
grants-amend-not-less = The new amount must be below { $amount }.
grants-amend-not-more = No more than { $amount } can be recognised.
grants-amend-year-spent = { $spent } are ordered or paid already for { $year }.
grants-amend-plan-items = Only expenditure can be shifted, and none may be negative.
grants-amend-plan-total = The items add up to { $sum }, the plan has { $total }.
grants-amend-basis = Please choose equal parts or inhabitants.
grants-amend-no-partner = This municipality does not take part.
grants-amend-partner-twice = This municipality takes part already.
grants-amend-no-body = This municipality is not known.
grants-amend-effect = Effect
grants-amend-what = What
grants-amend-item = Item
grants-amend-plan = Cost and financing plan
grants-amend-before = before
grants-amend-after = after
grants-amend-report-due = Statement of use due
grants-amend-over-limit-title = Above what may be shifted without consent
grants-amend-over-limit = { $item }: without consent at most { $limit }, asked for { $over } more.
grants-amend-wanted = Asked for
grants-amend-wants-until = New end: { $day }
grants-amend-wants-amount = New amount: { $amount }
grants-amend-leaves = { $name } leaves
grants-amend-joins = { $name } joins
grants-amend-no-longer = The amendment no longer fits the award
grants-amend-request-facts = Request
grants-amend-requested-at = Made
grants-amend-award = Version
grants-amend-by = Asked for
grants-amend-by-SB = Examined (officer)
grants-amend-returned = Given back for completion
grants-amend-refused = Refused
grants-amend-checked = Result of the examination
grants-amend-waits-check = The request waits for its examination by the officer.
grants-amend-request = Hand in
grants-amend-withdraw = Withdraw
grants-amend-withdraw-confirm = Withdraw the request?
grants-amend-check = Examined, on to countersigning
grants-amend-check-text = Result of the examination
grants-amend-return = Give back for completion
grants-amend-return-text = What is missing?
grants-amend-refuse = Refuse
grants-amend-refuse-text = Reasons of the refusal
grants-amend-issue-confirm = Issue it? The award gets a new version, the budget follows.
grants-amend-state-DRAFT = Draft
grants-amend-state-REQUESTED = Requested
grants-amend-state-CHECKED = Examined
grants-amend-state-COUNTERSIGNED = Countersigned
grants-amend-state-ISSUED = Issued
grants-amend-state-REFUSED = Refused
grants-amend-state-WITHDRAWN = Withdrawn
grants-amend-state-ANNULLED = Annulled
grants-amend-wrong-state-DRAFT = The request has not been handed in yet.
grants-amend-wrong-state-REQUESTED = The request is handed in and waits for its examination.
grants-amend-wrong-state-CHECKED = The request is examined already.
grants-amend-wrong-state-COUNTERSIGNED = The amendment is countersigned already.
grants-amend-wrong-state-ISSUED = The amendment is issued already.
grants-amend-wrong-state-REFUSED = The request is refused.
grants-amend-wrong-state-WITHDRAWN = The request is withdrawn.
grants-amend-wrong-state-ANNULLED = The amendment notice is annulled; what was awarded before is in force again.
grants-not-amendable = A final grant notice can be amended until the award period ends.
grants-versions = Versions of the award
grants-version-by = Cause
grants-version-first = First notice
grants-version-cut = Cut by the granting authority
grants-done-amend-drafted = The draft is saved. Please look at its effect and hand it in.
grants-done-amend-requested = The request is handed in.
grants-done-amend-checked = The examination is recorded. Budget officer and head of unit can countersign.
grants-done-amend-countersigned = The amendment is countersigned.
grants-done-amend-issued = The amendment notice is issued. The municipality has been told.
grants-done-amend-returned = The request has been given back for completion.
grants-done-amend-refused = The request is refused.
grants-done-amend-withdrawn = The request is withdrawn.

mail-m-g02-subject = Delivery failed: { $number }
mail-m-g02-body = The notice for “{ $title }” did not arrive: it came back by post or was not fetched from the portal within 10 days. Please send it again.
mail-m-g04-subject = Remedy against notice { $number }
mail-m-g04-body = A remedy was filed against the notice for “{ $title }”. Until it is settled the notice does not become final; nothing is paid.
mail-m-g05-subject = Notice { $number } final – payment can be requested
mail-m-g05-body =
    The notice for “{ $title }” is final.

    You can now request money in the portal, but only what you need within { $months ->
        [one] one month
       *[other] { $months } months
    } after payment.
mail-m-g07-subject = Amendment notice on { $number }
mail-m-g07-body = The notice for “{ $title }” has been amended. You find the amendment notice and the new version of the award in the portal.
applications-event-grant-return = Notice came back by post
applications-event-grant-fetch-over = Notice not fetched in time
applications-event-grant-reissue = Notice sent again
applications-event-grant-posted = Posting noted
applications-event-grant-send-back = Sent back to preparation
applications-event-grant-decline-overdue = Not accepted in time
applications-event-grant-prove = Receipt proven
applications-event-grant-waive = Remedies waived
applications-event-grant-object = Remedy filed
applications-event-grant-annul = Notice annulled by a remedy
applications-event-application-annul = Award annulled
applications-event-application-decline = Award not accepted
applications-event-application-decline-overdue = Award not accepted in time
applications-event-grant-settle-remedy = Remedy settled
applications-event-grant-flaw-remedy = Flaw of the notice on remedies recorded
applications-event-grant-final = Final
applications-event-grant-amend = Award amended
applications-event-grant-restore = Earlier award in force again: amendment annulled
applications-event-grant-amendment-annul = Amendment annulled
applications-event-grant-amendment-draft = Amendment drafted
applications-event-grant-amendment-change = Amendment draft changed
applications-event-grant-amendment-request = Amendment requested
applications-event-grant-amendment-check = Amendment examined
applications-event-grant-amendment-countersign = Amendment countersigned
applications-event-grant-amendment-issue = Amendment notice issued
applications-event-grant-amendment-fetch = Notice of amendment fetched from the portal
applications-event-grant-amendment-return = Amendment given back for completion
applications-event-grant-amendment-refuse = Amendment refused
applications-event-grant-amendment-withdraw = Amendment withdrawn

# Letters of a round of decisions
grants-letters-names-other = The reasons name another applicant ({ $name }, { $number }). Please change the reasons; the letter was not issued.
grants-letters = Letters of the round
grants-letters-lead = Issue rejections and offers of a part for all at once; print what goes by post as one file.
grants-letter-AWARD = Grant notice
grants-letter-AGREEMENT = Promise with cooperation agreement
grants-letter-REJECTION = Rejection
grants-letter-PARTIAL_OFFER = Offer of a part
grants-letters-wait-REJECTION = Rejected applications without a letter yet: { $count }
grants-letters-wait-PARTIAL_OFFER = Selected applications that are offered less than could be funded: { $count }
grants-letters-issue = Issue the letters ({ $count })
grants-letters-confirm = Issue all letters? They are filed and cannot be changed any more.
grants-letters-post = By post
grants-letters-post-text = One file holds the list of addresses and the letters in its order. Every letter is filed singly as well.
grants-letters-no-post = No letter of this round goes by post.
grants-letters-kind = Letter
grants-letters-count = Number
grants-letters-files = Files
grants-letters-print = Print file (PDF)
grants-letters-volume = Print file, part { $volume } (PDF)
grants-letters-addresses = Addresses
grants-letters-filed = Letters that are out
grants-letters-none = No letter is out yet.
grants-letters-applicant = Addressee
grants-letters-address = Address
grants-letters-sent = Sent on
grants-letters-place = No.
grants-letters-pages = Pages
grants-letters-back = Back to the letters
grants-letters-report = { $done } issued, { $refused } not possible
grants-letters-notes = Notes
grants-letters-notes-at = Date of data
grants-letters-notes-by = Made for
grants-letters-notes-what = Contents
grants-case-letters = Letters

# Ancillary clauses of a notice
grants-clauses = Ancillary clauses
grants-clauses-lead = What goes into the notice. The version of the day of issue counts; the notice keeps it.
grants-clauses-choose = Take these clauses
grants-clauses-hint = What always is in the notice is no choice. A change voids a first signature.
grants-clauses-save = Save the choice
grants-clause-state = In the notice
grants-clause-always = always
grants-clause-in = yes
grants-clause-out = no
grants-done-clauses = The clauses are chosen.
grants-inform = Tell the office of a change
grants-inform-lead = Tell at once when you ask for or receive other grants, when purpose, costs or financing change, or when you cannot use money in time. If the notice is to be changed, please ask for an amendment.
grants-inform-list = What the municipality told
grants-inform-kind = What is it about?
grants-inform-kind-OTHER_GRANT = Another grant
grants-inform-kind-PURPOSE = Purpose or schedule changed
grants-inform-kind-COSTS = Costs or financing changed
grants-inform-kind-UNUSED = Money not needed or not used in time
grants-inform-kind-INSOLVENCY = Insolvency of somebody involved
grants-inform-text = Message
grants-inform-note = What follows from it?
grants-inform-take-note = Take note
grants-inform-noted = Taken note of
grants-inform-not-running = Messages belong to an issued grant that is not closed yet.
grants-task-answer-overdue = { $count ->
    [one] Acceptance on paper overdue: record it or decline
   *[other] { $count } acceptances on paper overdue: record or decline
 }
grants-task-note = { $count ->
    [one] Take note of a message of a municipality
   *[other] Take note of messages on { $count } grants
 }
grants-done-informed = Your message has reached the granting authority.
grants-done-noted = Your note is recorded.
applications-event-grant-information-tell = Message of the municipality
applications-event-grant-information-note = Message taken note of

# Acts after the award, consent, reinstatement, the offer of a part
grants-acts = Further notices and their delivery
grants-act = Notice
grants-act-waive-lead = With the waiver this notice is final at once. It cannot be taken back.
grants-done-act = It has been recorded.
grants-delivery-state-ISSUED = Issued
grants-delivery-state-REISSUE = Delivery failed
grants-delivery-state-DELIVERED = Delivered
grants-delivery-state-OBJECTED = Remedy pending
grants-delivery-state-FINAL = Final
grants-delivery-state-ANNULLED = Annulled
grants-delivery-wrong-state-ISSUED = The notice has not been delivered yet.
grants-delivery-wrong-state-REISSUE = The notice did not arrive. Please send it again first.
grants-delivery-wrong-state-DELIVERED = The notice is delivered; its remedy period is running.
grants-delivery-wrong-state-OBJECTED = A remedy against the notice is pending. Please record its outcome first.
grants-delivery-wrong-state-FINAL = The notice is final.
grants-delivery-wrong-state-ANNULLED = The notice is annulled.
grants-amendment-open = The notice of amendment is not final yet. Until then only what the earlier notice grants as well can be paid: at most { $left }.
grants-channel-post-only = The municipality has not agreed to be served through the portal (§ 41 (2a) LVwVfG). The letter goes by post.
grants-channel-fallback = Whoever has not agreed to be served through the portal gets the letter by post.
grants-no-portal-consent = The municipality has not agreed to be served through the portal (§ 41 (2a) LVwVfG). Please send the letter by post or record the consent.
grants-consent = Electronic delivery
grants-consent-case = Electronic delivery
grants-consent-lead = Notices are delivered through the portal only where the municipality has agreed. A notice counts as delivered on the day after it was fetched. If it is not fetched within ten days it is sent again.
grants-consent-since = The consent has been in force since { $day }.
grants-consent-none = There is no consent. Notices go by post.
grants-consent-there = The consent is there already.
grants-consent-on = Date of the declaration
grants-consent-paper = Where the signed declaration is
grants-consent-give = Give consent
grants-consent-give-confirm = Shall notices be delivered through the portal from now on?
grants-consent-revoke = Revoke consent
grants-consent-revoke-confirm = Shall notices come by post again from now on?
grants-consent-history = Declarations so far
grants-consent-given-on = Given on
grants-consent-by = Declared or recorded by
grants-consent-revoked-on = Revoked on
grants-consent-revoked-by = Revoked by
grants-done-consent = The consent is given.
grants-done-consent-revoked = The consent is revoked.
grants-reinstatement = Reinstatement
grants-reinstatement-list = Requests for reinstatement
grants-reinstatement-facts = The request
grants-reinstatement-lead = Whoever missed the remedy period without fault can ask for reinstatement within two weeks after the obstacle is gone (§ 32 LVwVfG). The remedy has to be filed within the same time.
grants-reinstatement-ask = Ask for reinstatement
grants-reinstatement-ceased-on = Obstacle gone on
grants-reinstatement-requested-on = Request received on
grants-reinstatement-filed-on = Remedy filed on
grants-reinstatement-filed-hint = The day on which the action or objection was filed.
grants-reinstatement-grounds = Why the period was missed without fault
grants-reinstatement-missed-on = Period missed
grants-reinstatement-until = Request and remedy by
grants-reinstatement-reasons = Reasons
grants-reinstatement-proposal = Proposal
grants-reinstatement-propose = Submit the proposal
grants-reinstatement-propose-grant = Grant reinstatement
grants-reinstatement-propose-refuse = Refuse reinstatement
grants-reinstatement-decide = Follow the proposal
grants-reinstatement-decide-confirm = Decide as proposed?
grants-reinstatement-return = Give back to the officer
grants-reinstatement-by = Recorded by
grants-reinstatement-proposed-by = Proposed by
grants-reinstatement-decided-by = Decided by
grants-reinstatement-waits-officer = The officer examines the request.
grants-reinstatement-waits-head = The head of unit decides on the request; it must be another person than the one who made the proposal.
grants-reinstatement-state-REQUESTED = Requested
grants-reinstatement-state-PROPOSED = To be decided
grants-reinstatement-state-GRANTED = Granted
grants-reinstatement-state-REFUSED = Refused
grants-reinstatement-wrong-state-REQUESTED = There is no proposal on the request yet.
grants-reinstatement-wrong-state-PROPOSED = The request waits for its decision already.
grants-reinstatement-wrong-state-GRANTED = Reinstatement is granted already.
grants-reinstatement-wrong-state-REFUSED = Reinstatement is refused already.
grants-reinstatement-not-missed = The notice is not final: no period was missed.
grants-reinstatement-in-time = The remedy was in time: the period ended on { $day } only.
grants-reinstatement-ceased = The request cannot have arrived before the obstacle was gone.
grants-reinstatement-too-late = Request or remedy came after { $day }. Reinstatement can no longer be granted.
grants-done-reinstatement = It has been recorded.
grants-offer-lead = The project can be funded with a part of the amount. If you accept, the grant is prepared in that amount. If you decline, the money is free for the reserve list.
grants-offer-waits = A part of the amount is offered. Please answer by { $day }.
grants-offer-until = Answer by
grants-offer-answer = Answer to the offer
grants-offer-answered-at = Answered
grants-offer-accept = Accept the part
grants-offer-decline = Decline the part
grants-offer-remark-hint = When declining, the reason; for an answer on paper, where it is.
grants-offer-send = Submit the answer
grants-offer-confirm = The answer cannot be changed. Submit it now?
grants-offer-state-OPEN = Not answered yet
grants-offer-state-ACCEPTED = Accepted
grants-offer-state-DECLINED = Declined
grants-offer-state-EXPIRED = Not answered in time
grants-offer-answered = The offer has been answered already.
grants-offer-over = The period for the answer ended on { $day }.
grants-offer-open = The part that was offered is not accepted yet; the period runs until { $day }. The grant can be prepared after that only.
grants-done-offer-answered = The answer is submitted.
grants-task-reinstatement = { $count ->
    [one] Examine a request for reinstatement
   *[other] Examine { $count } requests for reinstatement
}
grants-task-reinstatement-decide = { $count ->
    [one] Decide on a request for reinstatement
   *[other] Decide on { $count } requests for reinstatement
}
applications-event-grant-fetch-act = Notice fetched from the portal
applications-event-notice-delivery-send = Notice sent
applications-event-notice-delivery-fetch = Notice fetched from the portal
applications-event-notice-delivery-deliver = Notice delivered
applications-event-notice-delivery-posted = Day of posting noted
applications-event-notice-delivery-prove = Receipt proven
applications-event-notice-delivery-return = Notice came back
applications-event-notice-delivery-fetch-over = Notice not fetched in time
applications-event-notice-delivery-resend = Notice sent again
applications-event-notice-delivery-waive = Remedies waived
applications-event-notice-delivery-object = Remedy filed
applications-event-notice-delivery-settle = Remedy settled
applications-event-notice-delivery-annul = Notice annulled
applications-event-notice-delivery-flaw = Flaw of the instruction on remedies noted
applications-event-notice-delivery-final = Notice final
applications-event-reinstatement-request = Reinstatement requested
applications-event-reinstatement-propose = Proposal on reinstatement
applications-event-reinstatement-return = Proposal on reinstatement given back
applications-event-reinstatement-grant = Reinstatement granted
applications-event-reinstatement-refuse = Reinstatement refused
applications-event-offer-answer-accept = Part accepted
applications-event-offer-answer-decline = Part declined
applications-event-offer-answer-expire = Offer of a part expired
applications-event-application-decline-offer = Offer not accepted

# How the grant stands at a glance
grants-sum-award = Awarded
grants-sum-version = in version { $number }
grants-sum-paid = Paid
grants-sum-ordered = ordered: { $amount }
grants-sum-left = Not paid yet
grants-next-fetch = Fetch the notice by
grants-next-accept = Declare acceptance by
grants-next-remedy = Remedies until
grants-next-final = Final on
grants-next-period = End of the award period
grants-next-proof = Statement of use by
grants-next-over = overdue
grants-draft-lacks-title = The letter is not complete yet
grants-draft-lacks = It lacks: { $parts }. Without them the letter cannot be issued. Please add them before anybody signs.
applications-event-grant-pay-undo = Payment taken back
applications-event-grant-unpay = First payment taken back
applications-event-grant-final-paid = Notice final, payment goes on
applications-event-grant-revoke-part = Notice revoked in part
