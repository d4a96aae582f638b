# Applications

applications-nav = Applications
applications-nav-mine = My applications
applications-title = Applications
applications-untitled = (untitled)
applications-number = Number
applications-lead = Applicant
applications-lead-hint = Official key or name, for example 08416025 or Mössingen
applications-key = Official key
applications-body = Body
applications-body-type = Type of body
applications-district = District
applications-population = Population
applications-project = Project title
applications-requested = Requested amount
applications-requested-hint = Maximum per project: { $cap }
applications-received = Received
applications-state = State
applications-call = Call
applications-search = Number, municipality or title
applications-any = all
applications-list-empty = No application matches. Reset the filter or import a list of applications.
applications-new = New application
applications-choose-call = For which call?
applications-start-checks = Begin the formal check for all
applications-start-checks-confirm = Begin the formal check for all submitted applications of this call?
applications-complete-all = Confirm all as complete
applications-complete-all-confirm = Confirm all applications of this call that are in formal check as complete? You thereby confirm every point of the checklist.
applications-bulk-results = Result per application
applications-bulk-result = Result
applications-bulk-why = Reason
applications-bulk-done = done
applications-bulk-left = unchanged
applications-bulk-none = There was no application this applies to.
applications-mine-lead = Here you write applications, hand them in and see how they proceed.
applications-mine-table = Applications of my municipality
applications-mine-empty = Your municipality has not begun an application yet.
applications-open-calls = Open calls
applications-no-open-calls = No call is open at present.
applications-apply-for = Apply: { $call }
applications-until = Deadline: { $deadline }
applications-next = Next step
applications-as-partner = takes part as partner
applications-continue = Continue
applications-to-award = To the award

applications-part-contact = Contact person
applications-contact-name = First and last name
applications-contact-role = Function
applications-contact-email = E-mail
applications-contact-phone = Telephone
applications-places = Places of action
applications-part-project = Project
applications-summary = Summary (public)
applications-project-from = Begins on
applications-project-until = Ends on
applications-period = Period
applications-support = Kind of support
applications-support-FACILITATION = Process facilitation
applications-support-GRANT = Grant
applications-support-BOTH = Facilitation and grant
applications-support-days = Extent of facilitation
applications-days = days
applications-support-range = Please enter 0.5 to 60 days with at most one decimal.
applications-part-money = Money
applications-total-cost = Total expenditure
applications-own-share = Own funds
applications-other-funding = Third-party funds and income
applications-fundable = Fundable
applications-basis-requested = as requested
applications-basis-cap = limited by the call's maximum ({ $cap })
applications-basis-rate = by the call's funding rate ({ $rate }) and rounding
applications-remark = Remark
applications-save-draft = Save draft
applications-save-and-review = Save and review
applications-edit = Edit
applications-edit-title = Edit application { $label }
applications-deadline = Deadline
applications-deadline-over = The deadline has passed.
applications-deadline-over-text = An application handed in now counts as late.
applications-source = Received by
applications-source-PORTAL = Portal
applications-source-OFFICER = entered by hand
applications-source-IMPORT = imported list
applications-source-TRIAL = test application
applications-role = Role
applications-role-LEAD = lead
applications-role-PARTNER = partner
applications-role-PLACE_OF_ACTION = place of action
applications-share = Share

applications-review = Review and hand in
applications-review-title = Review and hand in the application
applications-read = Read the application
applications-read-hint = all answers, the plan of costs and the attachments
applications-cover-sheet-print = Download the cover sheet (PDF)
applications-cover-sheet-print-hint = print it, have the declarations ticked and signed
applications-pdf-COVER_SHEET = Cover sheet
applications-cover-sheet-as-of = Draft as of
applications-cover-sheet-tick = Please tick every declaration that you make.
applications-cover-sheet-signature = Signature of the authorised signatory
applications-cover-sheet-place = Place, date
applications-cover-sheet-name = Name and function
applications-cover-sheet-signed = Signature
applications-signature-changed = The draft was changed since, last on { $at }.
applications-cover-sheet-attach = Attach the signed cover sheet
applications-cover-sheet-attach-hint = needed where nobody signs in the portal
applications-nothing-open = Nothing is missing.
applications-open-points = { $count ->
    [one] One point is still open
   *[other] { $count } points are still open
 }
applications-amount-from-plan = This amount is a sum of the cost and financing plan. Please enter it there.
applications-milestone-outside = The milestone on { $date } lies outside the project period from { $from } to { $until }.
applications-resolution-late = The resolution can follow until { $latest }, { $weeks } weeks after the end of the application period (programme value “Time for a council resolution that follows”).
applications-doubts = Please have another look at these entries
applications-doubts-text = If they are right, you can submit all the same.
applications-doubt-population = The register says { $known } inhabitants; the entry differs from it by more than 20 percent.
applications-doubt-mail = Anybody can have an address at { $domain }. An address of the municipality is better.
applications-open-points-text = Each point leads to its field.
applications-open-points-others = Whoever writes applications for your municipality completes these fields. Then you can submit.
applications-declare-yourself = You make these declarations yourself, one by one. Your name, the time and the wording are kept with the application.
applications-declare-cover-sheet = Tick the declarations that the signatory signed on the cover sheet. Your name, the time and the wording are kept with the application.
applications-declare-paper = Tick the declarations that are there on paper, signed. Your name, the time and the wording are kept with the application.
applications-declared-later = The signatory makes these declarations when handing in:
applications-declare-later = The signatory declares when handing in: “{ $label }”
applications-declare-on-submit = The signatory makes this declaration when handing in; it is not saved before.
applications-declare-signatory = The signatory makes this declaration.
applications-declared-by-PORTAL = Declared by { $name } on { $at } in the portal
applications-declared-by-COVER_SHEET = Signed on the cover sheet, handed in by { $name } on { $at }
applications-declared-by-PAPER = Signed on paper, entered by { $name } on { $at }
applications-declarations = Declarations
applications-declare-not-begun = The project has not begun.
applications-declare-no-double-funding = No other funding is used for the same purpose.
applications-declare-true-and-complete = Everything stated is complete and true; the facts relevant to subsidies are known.
applications-declare-privacy-read = The privacy notice was read.
applications-declare-exchange-willing = The municipality takes part in the exchange and writes a practice report.
applications-cover-sheet = The cover sheet signed by the authorised person is at hand.
applications-needs-signature = Confirm that the signed cover sheet is at hand, or have the authorised person hand it in.
applications-received-on = Received on
applications-received-time = Time of receipt
applications-received-time-hint = Only if known. Without it the whole day of the deadline counts as in time.
applications-arrival-future = The receipt cannot lie in the future.
applications-submit = Hand in
applications-receipt = Receipt
applications-evidence = Evidence packet
applications-receipt-in-time = Your application was received in time.
applications-receipt-in-time-text = Deadline: { $deadline }. Please keep this receipt.
applications-receipt-late = Your application was received after the deadline.
applications-receipt-late-text = Deadline: { $deadline }. The authority decides whether it can be considered.
applications-receipt-recalled = This application is being edited again.
applications-receipt-recalled-text = The receipt is for the earlier submission. Hand it in again before the deadline: { $deadline }
applications-receipt-promise = This receipt says nothing about whether the project will be funded.
applications-hash = Checksum (SHA-256)
applications-recall = Take back to edit
applications-recall-confirm = Take the application back? It only counts as handed in when you hand it in again before the deadline.
applications-recall-too-late = After the deadline ({ $deadline }) the application cannot be taken back.
applications-withdraw = Withdraw
applications-withdraw-warning = A withdrawn application no longer takes part. This cannot be undone.
applications-withdraw-reason = Reason (optional)
applications-withdraw-now = Withdraw for good

applications-start-check = Begin the formal check
applications-check = Formal check
applications-checklist = Checklist
applications-item-ENTITLED_BODY = The municipality may apply.
applications-item-AUTHORISED_SIGNATURE = The application is signed by an authorised person.
applications-item-CONTENTS = The project is described well enough to be assessed.
applications-item-NOT_BEGUN = The project has not begun.
applications-item-NO_DOUBLE_FUNDING = There is no double funding.
applications-item-FINANCING = Amounts and financing are sound.
applications-item-PARTNERS = Partners have agreed, or there are none.
applications-first-contract = First contract or order of
applications-first-contract-hint = A contract before the receipt of the application counts as the beginning.
applications-early-start = Early start allowed from
applications-save-check = Save the check
applications-complete = Confirm as complete
applications-request-documents = Request documents
applications-request-items = Missing documents
applications-request-items-hint = One item per line
applications-request-until = To be handed in until
applications-request-days = { $days } days are proposed, the programme value “Time for requested documents”.
applications-request-until-hint = The period ends at the end of this day, even on a weekend or holiday (§ 31(3) sentence 2 LVwVfG).
applications-request-send-and-next = Send request and go to the next one
applications-request-back = Back to the checklist
applications-request-send = Send the request
applications-request-open = open
applications-request-answered = answered in time
applications-request-answered-late = answered late
applications-request-unanswered = not answered
applications-answer = Hand in documents
applications-answer-text = Answer
applications-answer-files = Files
applications-answer-files-hint = PDF, DOCX, XLSX, JPG or PNG, at most 10 MiB each
applications-answer-send = Hand in
applications-answered-at = Answered
applications-propose = Propose a decision
applications-propose-lead = You propose, the head of unit decides (four eyes).
applications-propose-what = Proposal
applications-propose-REJECT = Reject, because the deadline was missed
applications-propose-ADMIT = Admit in spite of the delay
applications-propose-send = Submit to the head of unit
applications-reason-code = Reason for rejection
applications-reason = Reasons
applications-reason-hint = Essential factual and legal reasons (§ 39 LVwVfG)
applications-proposed-REJECT = Rejection proposed by { $name } on { $at }
applications-proposed-ADMIT = Admission proposed by { $name } on { $at }
applications-decide = Decide on the proposal
applications-decide-remark = Remark
applications-decide-remark-hint = Needed if you do not follow the proposal
applications-decline = Do not follow
applications-confirm-REJECT = Reject
applications-confirm-ADMIT = Admit
applications-reason-R01 = Deadline missed
applications-reason-R02 = Not entitled to apply
applications-reason-R03 = Project already begun
applications-reason-R04 = Documents incomplete in spite of a request
applications-reason-R05 = Double funding
applications-reason-R06 = Financing not secured
applications-reason-R07 = Minimum score not reached
applications-reason-R08 = Means exhausted
applications-reason-R09 = Below the minimum grant
applications-reason-R10 = Outside the scope of the programme
applications-reason-R11 = More than one application of the same municipality
applications-reason-R12 = Application withdrawn
applications-objection-R02 = { $lead } may not apply in this call (type of body or territory).
applications-objection-R03 = The first contract is older than the application, and no early start was allowed for it.
applications-objection-R09 = The fundable amount lies below the minimum of { $minimum }.

applications-nav-follow-ups = Follow-ups
applications-choose = Choose
applications-choose-one = Choose application { $label }
applications-officer = Responsible
applications-officer-me = me (my cases)
applications-officer-none = nobody
applications-assign = Save responsibility
applications-received-from = Received from
applications-received-until = Received until
applications-filter-follow-up = follow-up due
applications-filter-incomplete = incomplete
applications-filter-late = received late
applications-filter-joint = joint application
applications-bulk = Work on several applications
applications-bulk-which = Which applications?
applications-bulk-chosen = those chosen above
applications-bulk-all = all of the filtered list ({ $count })
applications-bulk-verb = What is to be done?
applications-bulk-verb-ASSIGN = Assign responsibility
applications-bulk-verb-FOLLOW_UP = Set a follow-up
applications-bulk-verb-START_CHECK = Begin the formal check
applications-bulk-verb-REQUEST_DOCUMENTS = Request documents
applications-bulk-verb-COMPLETE = Confirm as complete
applications-bulk-verb-PROPOSE_REJECTION = Propose rejection
applications-bulk-next = Continue
applications-bulk-apply = Do it for all
applications-bulk-cases = Applications concerned
applications-bulk-count = { $count ->
    [one] One application is chosen.
   *[other] { $count } applications are chosen.
 }
applications-bulk-none-chosen = Tick at least one application in the list, or choose all of the filtered list.
applications-bulk-too-many = At most { $max } applications can be worked on at once. Narrow the list with the filter.
applications-not-an-officer = This person is no officer of the programme or is barred from the case.
applications-not-in-office = This person does not work for the programme or is barred from the case.
applications-export-notes = Notes
applications-export-at = As of
applications-export-by = Made by
applications-export-filter = List
applications-follow-ups = Follow-ups
applications-follow-ups-lead = Cases you want to see again on a day. Those that are due also show on the home page.
applications-follow-up-on = Follow up on
applications-follow-up-note = What for
applications-follow-up-do = Settle
applications-follow-up-set = Set follow-up
applications-follow-up-finish = Done
applications-follow-up-postpone = Postpone
applications-follow-up-whose = Whose
applications-follow-up-mine = mine
applications-follow-up-all = all
applications-follow-up-open = open
applications-follow-up-done = done
applications-follow-up-done-at = done on { $at }
applications-follow-up-none = No follow-up.
applications-follow-up-past = A follow-up cannot lie in the past.
applications-follow-up-is-done = This follow-up is done already.
applications-part-follow-ups = Follow-ups
applications-event-application-assign-officer = Responsibility changed
applications-event-follow-up-set = Follow-up set
applications-event-follow-up-finish = Follow-up done
applications-event-follow-up-postpone = Follow-up postponed
applications-done-assigned = The responsibility is saved.
applications-done-follow-up = The follow-up is set.
applications-done-follow-up-finished = The follow-up is done.
applications-done-follow-up-postponed = The follow-up is postponed.
applications-task-follow-up = Follow-up { $label }: { $note }
applications-check-answer = Handed in later
applications-check-and-next = Check and next
applications-check-buttons = Every button saves the checklist. { $count ->
    [0] No other application of this call is in formal check.
    [one] “Check and next” also confirms an application without open points as complete and opens the next one; one more is to be checked.
   *[other] “Check and next” also confirms an application without open points as complete and opens the next one; { $count } more are to be checked.
}
applications-check-OPEN = not checked yet
applications-check-FULFILLED = fulfilled
applications-check-CURABLE = defect, can be cured
applications-check-NOT_CURABLE = defect, cannot be cured
applications-check-NOT_APPLICABLE = does not apply
applications-check-remark = Remark on “{ $point }”
applications-checked-by = { $name }, { $at }
applications-check-unknown = There is no such point: { $code }
applications-check-not-curable = This defect cannot be cured after the deadline (amount, partners, content of the project).
applications-check-clash = { $name } has meanwhile judged this point as follows: { $result ->
    [FULFILLED] fulfilled
    [CURABLE] defect, can be cured
    [NOT_CURABLE] defect, cannot be cured
    [NOT_APPLICABLE] does not apply
   *[OPEN] not checked yet
 } (remark: { $remark }). Your own entry still stands here; it counts if you save again.
applications-check-clash-day = Meanwhile this was entered here: { $theirs }. Your own entry still stands in the field; it counts if you save again.
applications-check-needs-remark = Please write what is missing or wrong.
applications-checklist-defects = { $count ->
    [one] One point of the checklist is not fulfilled.
   *[other] { $count } points of the checklist are not fulfilled.
 }
applications-outcome-open = { $count ->
    [one] One point is not checked yet.
   *[other] { $count } points are not checked yet.
 }
applications-outcome-COMPLETE = Result: complete
applications-outcome-COMPLETE-next = You can confirm the application as complete.
applications-outcome-INCOMPLETE_CURABLE = Result: incomplete, can be cured
applications-outcome-INCOMPLETE_CURABLE-next = Ask for what is missing until a certain date.
applications-outcome-INELIGIBLE = Result: not eligible
applications-outcome-INELIGIBLE-next = A defect that cannot be cured stands. Propose the rejection to the head of unit.
applications-request-fields = Entries that may be corrected
applications-request-fields-hint = The municipality can change only these. Amount, partners and content stay as they were handed in.
applications-request-not-curable = The checklist has a defect that cannot be cured. Documents are not requested then.
applications-request-not-a-working-day = not a working day; the period ends on this day all the same (§ 31 (3) sentence 2 LVwVfG)
applications-request-closed = continued without an answer
applications-request-close-note = Note on it
applications-field-not-reopened = This entry is not open for correction: { $field }
applications-field-other_funding = Third-party funds and income
applications-declared = yes, declared
applications-not-declared = no
applications-difference = What the answer changed
applications-difference-field = Entry
applications-difference-old = before
applications-difference-new = now
applications-extend-request = Give more time
applications-extension-reason = Reason
applications-extension-not-later = The new end must be later than the present one.
applications-unanswered = Request not answered
applications-unanswered-since = The period has ended: { $until }
applications-unanswered-choice = You can give more time, propose the rejection for missing documents, or continue the check without them with a note.
applications-propose-incomplete = Propose rejection (R04)
applications-go-on = Continue without the documents
applications-go-on-note = Note: why does the check continue without the documents?
applications-extensions = Later deadline for single municipalities
applications-extensions-lead = Deadline for all: { $deadline }
applications-extension-until = New end
applications-extension-by = Proposed by
applications-extension-none = No municipality has a deadline of its own.
applications-extension-new = Propose a later deadline
applications-extension-confirm = Give the later deadline
applications-extension-confirmed = given
applications-extension-declined = declined
applications-extension-open = waits for the head of unit
applications-extension-decide = Decide on the later deadline
applications-extension-decided = This later deadline is decided already.
applications-extension-waits = A proposal for this municipality already waits for the head of unit.
applications-extension-cut-off = The deadline of this call is a cut-off. It cannot be moved for single municipalities.
applications-extension-for-all = After a failure of the portal the head of unit can move it for all on the page of the call; everybody is told.
applications-note-extended-for-one = The deadline was moved to { $deadline } for this municipality. The application therefore counts as in time.
applications-kept-until = Kept until
applications-kept-by = { $date } (programme value “{ $parameter }”)
applications-part-hints = Double funding and repetition
applications-hints-none = No hints of double funding or repetition.
applications-hint = Hint
applications-hint-this = This application
applications-hint-about = What it is about
applications-hint-verdict = Finding
applications-hint-do = Judge
applications-hint-judge = Record the finding
applications-hint-reason = Reason
applications-hint-SAME_BODY = Same municipality in another call, same period
applications-hint-SAME_PURPOSE = Similar title
applications-hint-DECLARED_GRANTS = Other funds declared
applications-hint-LEAD_TWICE = The same municipality is lead twice (R11)
applications-hint-THROUGH_ASSOCIATION = Takes part alone and through a district or association
applications-hint-REPEATED = Funded before in the same programme
applications-hint-declared = Third-party funds and income: { $amount }
applications-hint-likeness = Likeness of the titles: { $percent } %
applications-hint-conflict-stands = Double funding was found for this application. Propose the rejection (R05) or judge the hint anew.
applications-verdict-open = not judged yet
applications-verdict-NONE = no double funding
applications-verdict-COMPLEMENTARY = complementary
applications-verdict-CONFLICT = double funding
applications-event-application-extend-request = More time given
applications-event-application-continue-unanswered = Continued without the requested documents
applications-event-application-judge-hint = Hint of double funding judged
applications-done-extended = More time is given; the municipality is told.
applications-done-continued = The note is added. You can continue the check.
applications-done-judged = The finding is recorded.
applications-task-unanswered = Request on { $label } ({ $lead }) not answered: decide
applications-task-extension = Decide on a later deadline for { $call }
applications-tab-overview = Overview
applications-tab-application = Application
applications-tab-procedure = Procedure and grant
applications-tab-record = Office record
applications-procedure-empty = Nothing has been assessed or decided for this application yet.
applications-part-parties = Parties
applications-part-requests = Document requests
applications-part-documents = Documents
applications-part-people = People
applications-person = Person
applications-no-people = Nobody is registered for this municipality yet.
applications-access-ASSIGNED = assigned
applications-access-BARRED = excluded
applications-access-DECLARED = declared no conflict
applications-part-notes = Notes
applications-part-mails = E-mails
applications-part-timeline = Timeline
applications-file = File
applications-file-size = Size
applications-file-at = Filed
applications-no-files = No files are stored.
applications-no-notes = No note yet.
applications-note = New note
applications-add-note = Add note
applications-note-deadline-moved = The deadline was moved to { $deadline }. The application now counts as received in time.
applications-no-mails = No e-mail has been written about this application.
applications-mail-at = Time
applications-mail-subject = Subject
applications-mail-to = To
applications-by-system = System
applications-event-application-create-draft = Draft created
applications-event-application-update-draft = Draft saved
applications-event-application-save-answers = Answers saved
applications-event-application-try-submit = Tried to submit, details were still missing
applications-event-application-submit = Application handed in
applications-event-application-recall = Application taken back
applications-event-application-withdraw = Application withdrawn
applications-event-application-start-check = Formal check begun
applications-event-application-check = Checklist saved
applications-event-application-complete = Confirmed as complete
applications-event-application-request-documents = Documents requested
applications-event-application-answer-documents = Documents handed in
applications-event-application-answer-documents-late = Documents handed in late
applications-event-application-documents-unanswered = Document request not answered
applications-event-application-propose-rejection = Judged ineligible
applications-event-application-reject = Application rejected
applications-event-application-admit-late = Delay admitted
applications-event-application-decline-rejection = Rejection not followed
applications-event-application-import = Taken over from a list
applications-event-application-deadline-moved = In time after the deadline was moved
applications-event-application-proposal-propose = Decision proposed
applications-event-application-proposal-decide = Proposal decided
applications-event-application-note-add = Note added
applications-event-case-access-grant = Access changed
applications-event-case-access-revoke = Access taken back

applications-state-DRAFT = Draft
applications-state-SUBMITTED = Submitted
applications-state-LATE = Submitted late
applications-state-IN_CHECK = In formal check
applications-state-DOCUMENTS_REQUESTED = Documents requested
applications-state-INELIGIBLE = Ineligible
applications-state-COMPLETE = Complete
applications-state-IN_ASSESSMENT = In assessment
applications-state-ASSESSED = Assessed
applications-state-SELECTED = Selected
applications-state-RESERVE = Reserve list
applications-state-REJECTED_PROPOSED = To be rejected
applications-state-DEFERRED = Deferred
applications-state-AWARDED = Awarded
applications-state-REJECTED = Rejected
applications-state-WITHDRAWN = Withdrawn
applications-wrong-state-DRAFT = The application is in state “Draft”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-SUBMITTED = The application is in state “Submitted”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-LATE = The application is in state “Submitted late”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-IN_CHECK = The application is in state “In formal check”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-DOCUMENTS_REQUESTED = The application is in state “Documents requested”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-INELIGIBLE = The application is in state “Ineligible”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-COMPLETE = The application is in state “Complete”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-IN_ASSESSMENT = The application is in state “In assessment”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-ASSESSED = The application is in state “Assessed”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-SELECTED = The application is in state “Selected”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-RESERVE = The application is in state “Reserve list”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-REJECTED_PROPOSED = The application is in state “To be rejected”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-DEFERRED = The application is in state “Deferred”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-AWARDED = The application is in state “Awarded”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-REJECTED = The application is in state “Rejected”; this step is not possible then. Reload the page and see what comes next.
applications-wrong-state-WITHDRAWN = The application is in state “Withdrawn”; this step is not possible then. Reload the page and see what comes next.

applications-field-lead = Applicant
applications-field-title = Project title
applications-field-summary = Summary
applications-field-contact_name = Contact person
applications-field-contact_role = Function of the contact person
applications-field-contact_email = E-mail
applications-field-contact_phone = Telephone
applications-field-project_from = Begins on
applications-field-project_until = Ends on
applications-field-requested = Requested amount
applications-field-total_cost = Total expenditure
applications-field-own_share = Own funds
applications-field-shares = Shares of the partners
applications-field-partners = Partner municipalities
applications-field-not_begun = Declaration on the beginning
applications-field-no_double_funding = Declaration on double funding
applications-field-true_and_complete = Declaration of truth
applications-field-privacy_read = Privacy notice
applications-field-exchange_willing = Exchange

applications-done-created = The draft was created. It is not handed in yet.
applications-done-saved = The draft was saved. It is not handed in yet.
applications-done-recalled = The application can be edited again. Hand it in again before the deadline.
applications-done-withdrawn = The application was withdrawn.
applications-done-started = The formal check has begun.
applications-done-checked = The checklist was saved.
applications-done-checked-before = The checklist of the previous application is saved.
applications-done-complete-before = The previous application is complete.
applications-done-requested-before = The request on the previous application was sent.
applications-done-last-checked = Saved. No other application of this call is in formal check.
applications-done-complete = The application is complete.
applications-done-requested = The request was sent.
applications-done-answered = Your documents were received.
applications-done-proposed = The proposal is with the head of unit.
applications-done-decided = The decision was recorded.
applications-done-noted = The note was added.

applications-amount-range = Please enter an amount from €0.00 to €100 billion.
applications-dates-order = The end must be after the beginning.
applications-dates-outside = The period lies outside the period of the call.
applications-plan-differs = Expenditure and financing differ by { $amount }.
applications-shares-differ = The shares add up to { $total }, requested are { $requested }.
applications-too-many-parties = At most 9 partners and 30 places of action.
applications-partner-twice = This municipality takes part already.
applications-body-unknown = This municipality is not in the register.
applications-lead-not-entitled = { $lead } may not apply in this call.
applications-one-per-lead = { $lead } has already handed in application { $number } in this call. Each municipality can lead one application; it can be a partner in others.
applications-call-not-open = The call { $call } does not take applications at present.
applications-call-unknown = There is no call “{ $call }”. Enter its code, for example IBZ-2026A.
applications-check-too-early = The formal check begins after the deadline ({ $deadline }).
applications-checklist-open = { $count ->
    [one] One point of the checklist is still open.
   *[other] { $count } points of the checklist are still open.
 }
applications-due-past = The date must lie in the future.
applications-nothing-requested = No document request is open for this application.
applications-answer-empty = Please write an answer or add at least one file.
applications-file-too-large = The file “{ $name }” is larger than 10 MiB.
applications-answer-many = At most { $max } files are possible.
applications-proposal-waits = A proposal already waits for the head of unit's decision.
applications-nothing-proposed = No proposal waits for a decision on this application.
applications-cut-off = The deadline of this call is a cut-off date. A late application cannot be admitted.

imports-kind-applications = Import a list of applications
imports-kind-applications-hint = One row per application with AGS or Kommune, Beantragte Summe and Eingang am; further columns such as Projekttitel, Partner and contact are recognised.
applications-import-repaired = Key “{ $written }” restored: { $body }.
applications-import-merged = “{ $written }” belongs to { $body } today.
applications-import-by-alias = “{ $written }” was recognised as { $body }. Please check.
applications-import-other-name = The key belongs to { $body }, not to “{ $written }”. Please check.
applications-import-several = There are several municipalities in one cell. Proposal: { $parts }. Name the lead here and the others in the column “Partner”.
applications-import-duplicate = Duplicate: { $lead } with the same title exists already.
applications-import-near = { $lead } has another application with another title in this call (one application per municipality).
applications-import-over-cap = Above the maximum; { $fundable } can be funded.
applications-import-late = Received after the deadline ({ $deadline }); taken over as late.
applications-import-future = The receipt lies in the future. Please check.
applications-import-clock-change = Because of the clock change this time does not exist on that day, or exists twice.

applications-task-start = { $count ->
    [one] One submitted application waits for the formal check
   *[other] { $count } submitted applications wait for the formal check
 }
applications-task-check = { $count ->
    [one] Check one application for completeness
   *[other] Check { $count } applications for completeness
 }
applications-task-late = { $count ->
    [one] One late application waits for a proposal
   *[other] { $count } late applications wait for a proposal
 }
applications-task-draft = Finish the application “{ $title }” and hand it in
applications-task-documents = Hand in documents for { $label }
applications-task-decide = Decide on the proposal for { $label } ({ $lead })

mail-m-a01-subject = Your draft { $label } was created
mail-m-a01-body =
    Your draft for the call “{ $call }” was created. It is not handed in yet.

    Deadline: { $deadline }
mail-m-a01b-subject = Reminder: the deadline is on { $date }
mail-m-a01b-body =
    Your draft { $label } is not handed in yet.

    Open points: { $open }
    Deadline: { $deadline }
mail-m-a02-subject = Receipt – application { $label }
mail-m-a02-body =
    Your application “{ $title }” was received.

    Number: { $label }
    Received: { $received } (German time)
    Checksum (SHA-256): { $hash }
    Verifiable without signing in on the page /verify of the portal.

    After the deadline we check whether the application is complete. This receipt says nothing about whether the project will be funded.
mail-m-a03-subject = Your application { $label } was received after the deadline
mail-m-a03-body =
    Your application “{ $title }” was received after the deadline.

    Deadline: { $deadline }
    Received: { $received } (German time)
    Checksum (SHA-256): { $hash }

    We check whether it can still be considered and will tell you the decision.
mail-m-a04-subject = Application { $label } is being edited again
mail-m-a04-body =
    Your application was taken back to be edited. At present it does not count as handed in.

    Hand it in again before the deadline: { $deadline }
mail-m-a05-subject = Your late application { $label } will be considered
mail-m-a05-body =
    Your late application takes part in the further procedure.
mail-m-a06-subject = Documents requested for application { $label } – until { $date }
mail-m-a06-body =
    documents are still missing for your application:

    { $items }

    Please hand them in through the portal by { $date }, 24:00. The period ends on this day even if it is on a weekend or a holiday. Without the documents the application cannot be processed further.
mail-m-a07-subject = Documents received for { $label }
mail-m-a07-body =
    The requested documents were received and can be checked.
mail-m-a08-subject = Reminder: documents for application { $label } until { $date }
mail-m-a08-body =
    documents are still missing for your application:

    { $items }

    The period ends on { $date }, 24:00.
mail-m-a09-subject = Decision on your application { $label }
mail-m-a09-body =
    There is a decision on your application. You will find it with its reasons in the portal or receive it by post.
mail-m-a10-subject = Your application { $label } is complete
mail-m-a10-body =
    The formal check of your application is finished; it is complete. Next it will be assessed.
mail-m-c05b-subject = Your deadline is on { $date }: { $title }
mail-m-c05b-body =
    the deadline of the call "{ $title }" was moved for your municipality.

    Your new deadline: { $deadline }
mail-m-a14-subject = Withdrawal of application { $label } confirmed
mail-m-a14-body =
    The application was withdrawn and no longer takes part in the procedure.
applications-no-such-field = The form has no such field.
applications-form-further = Further information
applications-form-choose = Please choose
applications-form-at-most = At most { $max } characters.
applications-form-between = { $min } to { $max } characters.
applications-conflict = “{ $label }” was changed by { $name } meanwhile ({ $time }). Which version shall stay?
applications-conflict-mine = My version
applications-conflict-theirs = The other version
applications-conflicts = Somebody else changed the same fields
applications-conflicts-text = Your input is not lost. Please decide at every marked field which version shall stay, and save again. All other fields are saved.
applications-somebody = another person
applications-project-later = You can also enter it later.
applications-begin = Begin the application
applications-trials = Test applications of this try-out
applications-trials-none = No test application yet.
applications-trial-call = Try-out
applications-trial-new = New test application
applications-trial-lead = Test applications belong to this try-out: they are in no list, count in no report, send no mail and end with the receipt.
applications-trial-begin = Begin the test application
applications-trial-ends = This is a test application. It ends with the receipt.
applications-trial-asks-nobody = This is a test application. Partners are not asked and need not confirm.
applications-sections = Sections of the application
applications-sections-lead = You can fill in the sections in any order and pause at any time. Incomplete information is saved as well.
applications-saved-times = { $count } times
applications-section = Section
applications-progress = Progress
applications-progress-of = { $done } of { $needed } required fields
applications-all-optional = nothing required
applications-own-page = on its own page
applications-save-and-next = Save and continue
applications-to-sections = To the list of sections
applications-part-answers = Answers of the application
applications-book = Upload an application as a workbook
applications-book-remark = Download the form as an xlsx file, fill it in offline and upload it here.
applications-book-lead = Every file becomes a draft. What cannot be read is named with its cell; everything else is in the draft.
applications-book-files = Filled-in workbooks
applications-book-files-hint = One or several xlsx files, at most 20.
applications-book-upload = Make drafts
applications-book-result = Result of the upload
applications-book-refused = This file did not become a draft
applications-book-places = One per line or separated by semicolons; name or official key
applications-book-difference = Costs less financing; must be 0.00
applications-book-done = Draft { $label } has been made
applications-book-cells = { $count ->
    [0] Everything was taken over.
    [one] One cell could not be read.
   *[other] { $count } cells could not be read.
}
applications-book-problems = Cells not taken over
applications-book-cell = Cell
applications-book-problem = What is wrong
applications-book-other = This file is no application form of this portal. Please download the form of the call and fill it in.
applications-book-mark = This file belongs to another call or version (“{ $found }” instead of “{ $wanted }”). Please download the current form.
applications-book-no-lead = The file lacks the applicant municipality (row A1).
applications-book-duration = This is a duration. Please format the cell as text.
applications-book-error = The cell contains the error { $value }.
applications-carry-over = Take over what “{ $title }” ({ $call }) says
applications-done-carried-over = The answers of the earlier application now stand in the empty fields. Please check them.

## Attachments

applications-attachments = Attachments
applications-attachments-lead = Resolutions, agreements and further documents. Allowed are PDF, DOCX, XLSX, JPG and PNG: at most 20 files, 10 MiB each, 50 MiB in all.
applications-attach = Attach files
applications-attach-files = Files
applications-attach-files-hint = You can choose several files at once.
applications-attach-document = Kind of document
applications-attach-body = From which partner?
applications-attach-body-hint = Only for a partner’s documents, for example its cooperation agreement.
applications-attach-body-none = from no partner
applications-attach-label = Description
applications-attach-now = Attach
applications-attachments-full = 20 files are attached; more are not possible. To attach another one, please remove one first.
applications-attachments-many = At most { $max } files are possible; { $present } are attached already.
applications-attachments-large = All attachments together may have at most { $max } MiB; about { $present } MiB are used already.
applications-attachment-twice = “{ $name }” is attached already (as “{ $twin }”).
applications-attachment-kind = “{ $name }” does not fit: “{ $document }” must be { $kinds }.
applications-files-count = { $count ->
    [0] no file
    [one] one file
   *[other] { $count } files
}
applications-documents-asked = Documents that this call provides for
applications-document-files = Kind of file
applications-document-there = attached
applications-document-needed = still missing
applications-document-optional = optional
applications-document-missing = “{ $document }” is still missing.
applications-no-attachments = No attachments.
applications-not-a-party = This body is not part of the application.
applications-detach = Remove
applications-detach-confirm = Really remove “{ $name }”?
applications-back = Back to the application
applications-scan-pending = being checked for viruses
applications-scan-infected = malware found, blocked
applications-done-attached = The attachments are saved.
applications-done-detached = The attachment is removed.
applications-document-AGREEMENT = Cooperation agreement or letter of intent
applications-document-RESOLUTION = Council resolution
applications-document-COVER_SHEET = Signed cover sheet
applications-document-PLAN = Concept or schedule
applications-document-OTHER = Other
applications-event-application-attach = Attachment added
applications-event-application-detach = Attachment removed
applications-event-file-infected = Malware found in an attachment

## Joint applications

applications-partners-title = Partners and places
applications-partners-lead = Who applies together, who takes which task and receives which share. The cap holds for the whole project, not per partner. Each partner confirms through its own signatory; the application cannot be handed in before.
applications-partners-edit = Edit partners and places
applications-partners-save = Save
applications-partners-split = Split equally and save
applications-partners-split-people = Split by population and save
applications-partners-ask = Ask partners to confirm
applications-partners-nobody-to-ask = All partners have confirmed or have been asked already.
applications-partner-number = Partner { $number }
applications-partner-body = Municipality or body
applications-partner-body-hint = Key or name. To remove it, empty the field and save.
applications-partner-task = Task
applications-partner-state = Confirmation
applications-partner-state-OPEN = not asked yet
applications-partner-state-ASKED = asked to confirm
applications-partner-state-CONFIRMED = confirmed
applications-partner-state-REFUSED = refused
applications-partner-lead-group = { $name } (lead)
applications-partner-lead-share = Share of the lead
applications-partner-own-share = Your share
applications-partner-answer-for = Confirmation for { $name }
applications-partner-decision = Your decision
applications-partner-confirm = We take part with this task and this share.
applications-partner-refuse = We do not take part.
applications-partner-remark = Remark
applications-partner-remark-hint = If you refuse, please give the reason.
applications-partner-send = Send answer
applications-partner-reason = Please give the reason for refusing.
applications-partner-not-asked = You have not been asked to confirm the present state yet.
applications-partner-is-lead = The lead cannot be its own partner.
applications-partner-task-missing = The task of { $name } is missing.
applications-partner-share-missing = The share of { $name } is missing.
applications-partner-unconfirmed = { $name } has not confirmed yet.
applications-partner-refused = { $name } has refused. Please remove the partner or ask again.
applications-too-many-partners = At most { $max } partners are possible.
applications-too-many-places = At most { $max } places are possible.
applications-place-twice = { $name } is named twice.
applications-place-outside = { $name } is not within the territory of the applicants.
applications-places-inside = One municipality per line: key or name, within the territory of those taking part. At most 30.
applications-resolution-on = Day of the council’s resolution
applications-resolution-on-hint = If there is a resolution.
applications-resolution-of = Resolution of { $date }
applications-resolution-future = The day of the resolution is in the future.
applications-shares-sum = Sum
applications-shares-of = of { $requested } requested
applications-overlap = A body takes part in several applications
applications-overlap-text = That is allowed for different projects. The same project is funded only once.
applications-overlap-same = { $body } also takes part in the application “{ $lead }” ({ $role }).
applications-overlap-through = { $body } also belongs to the application “{ $lead }” through { $through } ({ $role }).
applications-field-places = Places of action
applications-field-attachments = Attachments
applications-task-confirm = Confirmation as a partner: { $label } of { $lead }
applications-done-partners = Partners and places are saved.
applications-done-asked = The partners have been asked to confirm.
applications-done-partner-answered = Your answer is saved.
applications-event-application-set-partners = Partners and places changed
applications-event-application-ask-partners = Partners asked to confirm
applications-event-application-confirm-partner = Partner confirmed
applications-event-application-refuse-partner = Partner refused
mail-m-a17-subject = Please confirm: joint application { $label } of { $lead }
mail-m-a17-body =
    { $lead } prepares the joint application “{ $title }” for the call “{ $call }” and names you as a partner.

    Please check task and share and confirm in the portal, or refuse. Without your confirmation the application cannot be handed in.

    Deadline of the application: { $deadline }
mail-m-a18-subject = { $partner }: { $answer } – application { $label }
mail-m-a18-body =
    { $partner } has answered on your joint application “{ $title }”: { $answer }.

## Plan of costs and financing

applications-plan-title = Plan of costs and financing
applications-plan-lead = Costs and money per year, equal to the cent. At most { $rate } of the costs and at most { $cap } per project are funded.
applications-plan-not-wanted = This call grants no money; a plan of costs and financing is not needed.
applications-plan-kind = Kind
applications-plan-costs = Costs
applications-plan-costs-sum = Total costs
applications-plan-money = Financing
applications-plan-money-sum = Total financing
applications-plan-difference = Costs less financing
applications-plan-balances = Costs and financing are equal in every year.
applications-plan-differs-in = { $year }: Costs and financing differ by { $amount }.
applications-plan-years = At most { $max } years are possible.
applications-plan-twice = This figure stands twice in the plan.
applications-plan-save = Save plan
applications-plan-hint-other = “Other” is more than a tenth of the costs. Please assign the costs more precisely if possible.
applications-plan-hint-fundable = { $requested } are requested; by this plan at most { $fundable } can be funded.
applications-plan-hint-minimum = The possible amount is below the minimum of { $minimum }. The application would have to be rejected.
applications-plan-hint-grants = Other grants of { $declared } are declared, but the plan has only { $planned } of third-party funds.
applications-plan-kind-STAFF = Staff
applications-plan-kind-FEES = Fees
applications-plan-kind-MATERIAL = Material
applications-plan-kind-TRAVEL = Travel
applications-plan-kind-PUBLICITY = Publicity
applications-plan-kind-EVENTS = Events
applications-plan-kind-TRANSLATION = Translation and interpreting
applications-plan-kind-OTHER_COST = Other
applications-plan-kind-REQUESTED = Requested grant
applications-plan-kind-OWN = Own funds
applications-plan-kind-THIRD_PARTY = Third-party funds
applications-plan-kind-INCOME = Income
applications-vat = Input tax deduction
applications-vat-no = We cannot deduct input tax; all amounts are gross.
applications-vat-yes = We deduct input tax; all amounts are net.
applications-other-grants = Other public grants
applications-other-grants-lead = Name all public grants for the same project, also those applied for and refused.
applications-no-other-grants = There are no other public grants for this project.
applications-other-grants-open = Please name other grants, or declare that there are none.
applications-other-grants-both = You have named other grants; that does not fit this declaration.
applications-other-grants-many = At most { $max } grants are possible.
applications-other-grant-number = Other grant { $number }
applications-grant-provider = Authority
applications-grant-programme = Programme
applications-grant-amount = Amount
applications-grant-status = Status
applications-grant-status-PLANNED = planned
applications-grant-status-APPLIED = applied for
applications-grant-status-GRANTED = granted
applications-grant-status-REFUSED = refused
applications-early-start-heading = Early start
applications-early-start-wanted = We ask to be allowed to begin before the decision.
applications-early-start-on = Early start on
applications-early-start-reason = Reason for the early start
applications-early-start-hint = Begin only when you have the consent. Concluding a contract is a beginning too.
applications-early-start-future = Please name a day in the future.
applications-field-plan = Plan of costs and financing
applications-field-vat_deduct = Input tax deduction
applications-field-other_grants = Other public grants
applications-done-plan = The plan is saved.
applications-event-application-set-plan = Plan of costs and financing changed

## Signature and proof

applications-cover-sheet-missing = Please attach the signed cover sheet (kind of document “Signed cover sheet”), or ask the signatory for approval.
applications-signature = Approval by the signatory
applications-signature-lead = The signatory of your municipality checks the draft and hands it in. A mail asks for it.
applications-signature-remark = Remark for the signatory
applications-signature-ask = Ask for approval
applications-signature-since = The signatory was asked for approval on { $at }.
applications-signature-return-heading = Do not approve, send back
applications-signature-reason = What is to be changed?
applications-signature-return = Send back
applications-signature-portal = Only drafts of the portal are approved.
applications-signature-asked-already = Approval has been asked for already.
applications-signature-not-asked = Nobody has asked for approval.
applications-no-signatory = { $lead } has no signatory with an account yet. Please attach the signed cover sheet, or have the person invited.
applications-done-signature-asked = The signatory has been asked for approval.
applications-done-signature-returned = The draft has been sent back.
applications-task-sign = For approval: { $label } “{ $title }”
applications-event-application-ask-signature = Approval asked for
applications-event-application-return-unsigned = Not approved, sent back
applications-event-application-make-evidence = Evidence packet made
applications-pdf-APPLICATION = Application
applications-pdf-RECEIPT = Receipt
applications-plan-year = Year
applications-yes = yes
applications-no = no
applications-proof-how = How to verify this proof
applications-proof-how-text = On { $address } enter the checksum { $hash } or upload this PDF. The page names number, time of receipt and call.
applications-verify = Verify a receipt
applications-verify-why = Without signing in, by the checksum or the PDF.
applications-verify-lead = Enter the checksum of a receipt, or upload the PDF. You learn under which number and when the application was received; nothing more. The file is not stored.
applications-verify-hash-hint = 64 characters of digits and the letters a to f; blanks do not matter.
applications-verify-file = PDF of the application or of the receipt
applications-verify-file-hint = Unchanged, as the portal made it.
applications-verify-now = Verify
applications-verify-found = This proof is genuine.
applications-verify-unknown = No submission has this checksum.
applications-verify-unknown-text = Please check that the checksum is complete and the file unchanged.
mail-m-a19-subject = Please approve: application { $label }
mail-m-a19-body =
    The application “{ $title }” for the call “{ $call }” is ready for approval. Please check it and hand it in, or send it back.

    Deadline: { $deadline }

    { $remark }
mail-m-a20-subject = Application { $label } was not approved
mail-m-a20-body =
    The signatory has sent the application “{ $title }” back:

    { $reason }
