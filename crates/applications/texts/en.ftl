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
applications-project-hint = 5 to 120 characters
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

applications-part-contact = Contact person
applications-contact-name = First and last name
applications-contact-role = Function
applications-contact-email = E-mail
applications-contact-phone = Telephone
applications-phone = Digits, blanks and + - / ( ) are allowed.
applications-part-partners = Partners and places
applications-partners = Partner municipalities
applications-partners-hint = One per line: key or name, with an amount where shares are agreed, for example “Ostrach; 13.333,33”. At most 9.
applications-split-equally = Split the amount equally between all partners
applications-places = Places of action
applications-places-hint = One municipality per line: key or name. At most 30.
applications-part-project = Project
applications-summary = Summary (public)
applications-summary-hint = 100 to 600 characters
applications-project-from = Begins on
applications-project-until = Ends on
applications-period = Period
applications-part-support = Wanted support
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
applications-role = Role
applications-role-LEAD = lead
applications-role-PARTNER = partner
applications-role-PLACE_OF_ACTION = place of action
applications-share = Share

applications-review = Review and hand in
applications-review-title = Review and hand in the application
applications-nothing-open = Nothing is missing.
applications-open-points = { $count ->
    [one] One point is still open
   *[other] { $count } points are still open
 }
applications-open-points-text = Each point leads to its field.
applications-open-points-others = Whoever writes applications for your municipality completes these fields. Then you can submit.
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
applications-request-until-hint = The period ends at the end of this day, even on a weekend or holiday (§ 31(3) sentence 2 LVwVfG).
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
applications-check-OPEN = not checked yet
applications-check-FULFILLED = fulfilled
applications-check-CURABLE = defect, can be cured
applications-check-NOT_CURABLE = defect, cannot be cured
applications-check-NOT_APPLICABLE = does not apply
applications-check-remark = Remark
applications-checked-by = { $name }, { $at }
applications-check-unknown = There is no such point: { $code }
applications-check-not-curable = This defect cannot be cured after the deadline (amount, partners, content of the project).
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
applications-kept-until = Draft is kept until
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
applications-part-parties = Parties
applications-part-requests = Document requests
applications-part-documents = Documents
applications-part-people = People
applications-person = Person
applications-no-people = Nobody is registered for this municipality yet.
applications-access-ASSIGNED = Case assigned
applications-access-BARRED = excluded
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
applications-done-complete = The application is complete.
applications-done-requested = The request was sent.
applications-done-answered = Your documents were received.
applications-done-proposed = The proposal is with the head of unit.
applications-done-decided = The decision was recorded.
applications-done-noted = The note was added.

applications-title-short = The title needs at least 5 characters.
applications-summary-short = The summary needs at least 100 characters; there are { $count }.
applications-amount-range = Please enter an amount from €0.00 to €100 billion.
applications-dates-order = The end must be after the beginning.
applications-dates-outside = The period lies outside the period of the call.
applications-plan-differs = Expenditure and financing differ by { $amount }.
applications-shares-differ = The shares add up to { $total }, requested are { $requested }.
applications-shares-exceed = The partners' shares exceed the requested amount.
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
applications-file-kind = The file “{ $name }” is no PDF, DOCX, XLSX, JPG or PNG by its content.
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
applications-task-draft = Finish application { $label } and hand it in
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
