### hours
nav-hours = Hours
hours-title = Hours
hours-lead = Hours booked by the facilitators, their approval, and what of them counts towards the contingent.
hours-new = Book hours
hours-nothing-running = You can book hours as soon as one of your engagements is running. None is running at present.
hours-mine-in = My hours in { $month }
hours-mine-empty = You have not booked any hours in this month yet.
hours-all = All entries
hours-all-empty = There are no such entries. Reset the filter.
hours-entries = Entries
hours-engagement = Engagement (hours left)
hours-number = Number
hours-municipality = Municipality
hours-person = Facilitator
hours-day = Day
hours-month = Month
hours-time = Time
hours-from = Start
hours-until = End
hours-until-hint = If the end is not after the start, it is on the next day.
hours-break = Break
hours-minutes-unit = min
hours-minutes = { $minutes } min
hours-worked = Worked
hours-billable = Billable
hours-activity = Activity
hours-activity-VOR_ORT = On site
hours-activity-ONLINE = Online
hours-activity-VORBEREITUNG = Preparation
hours-activity-NACHBEREITUNG = Follow-up
hours-activity-REISEZEIT = Travel (counts half)
hours-activity-TEAM = Team coordination
hours-activity-NETZWERKTREFFEN = Network meeting
hours-place = Place
hours-place-hint = For projects with several places: where was the work done?
hours-no-place = no place given
hours-description = Description
hours-description-hint = What was done? At least 10 characters to submit.
hours-reason = Reason
hours-approved-by = Approved by
hours-sum = Sum
hours-by-month = Billable hours by month
hours-by-place = Approved hours by place
hours-show = See all entries
hours-of = Entry of { $day }
hours-timeline = History
hours-any-state = all
hours-state = State
hours-state-DRAFT = Draft
hours-state-SUBMITTED = Submitted
hours-state-APPROVED = Approved
hours-state-REJECTED = Rejected
hours-state-DISCARDED = Discarded
hours-book = Save as draft
hours-book-submit = Save and submit
hours-correct = Change
hours-submit = Submit
hours-drafts = Not submitted yet
hours-submit-all = Submit drafts
hours-submit-drafts = { $count ->
    [one] Submit the draft for { $body }
   *[other] Submit { $count } drafts for { $body }
 }
hours-discard = Discard
hours-discard-sure = Discard the entry for good?
hours-back = Back to hours
hours-to-approve = For approval
hours-none-to-approve = No entry is waiting for your approval at present.
hours-approve = Approve
hours-approve-hint = Every approval is checked by itself; you then see the result for each entry.
hours-approve-chosen = Approve chosen ones
hours-approve-all = Approve all
hours-reject = Reject
hours-results = Result of the approval
hours-results-lead = { $approved } of { $total } approved.
hours-result = Result
hours-result-approved = approved
hours-result-left = not approved
hours-why = Reason
hours-length = An entry lasts at least { $least } and at most 12.00 h without the break; this one lasts { $hours }.
hours-step = Hours are booked in steps of { $step } minutes; this entry has { $minutes } minutes.
hours-break-negative = The break cannot be negative.
hours-time-does-not-exist = This time does not exist on this day, because the clocks go forward. Choose another time.
hours-time-ambiguous = This time exists twice on this day, because the clocks go back. Choose another time.
hours-future = The day is in the future.
hours-outside-period = The day is not within the period of the engagement.
hours-overlap = This time overlaps with { $from }–{ $until } { $body }.
hours-day-too-long = At most 12.00 h can be booked on a day; with this entry it would be { $hours }.
hours-description-short = The description of the entry of { $day } is too short. Write at least { $min } characters.
hours-not-running = Hours can only be booked while the engagement is running.
hours-no-drafts = There are no drafts to submit.
hours-wrong-state = This is not possible in the present state of the entry. Reload the page.
hours-done-booked = The hours are saved as a draft.
hours-done-corrected = The entry is changed and a draft again.
hours-done-submitted = The entry is submitted.
hours-done-all-submitted = All drafts are submitted.
hours-done-discarded = The entry is discarded.
hours-done-approved = The entry is approved.
hours-done-rejected = The entry is rejected; the facilitator is told.
hours-done-none = No entry was chosen.
hours-task-drafts = { $count ->
    [one] Submit one draft of hours
   *[other] Submit { $count } drafts of hours
 }
hours-task-rejected = { $count ->
    [one] Correct one rejected hours entry
   *[other] Correct { $count } rejected hours entries
 }
hours-task-approve = { $count ->
    [one] Approve one hours entry
   *[other] Approve { $count } hours entries
 }
hours-import-known = This time is booked already.
hours-import-times = Date, start and end must be given and readable.
hours-import-activity = “{ $value }” is no known activity. Possible are Vor Ort, Online, Vorbereitung, Nachbereitung, Reisezeit, Team, Netzwerktreffen.
hours-import-body = None of your engagements for “{ $value }” is running.
hours-import-differs = The list says { $stated } hours, the clock times make { $computed }.
hours-import-short = The description is too short to submit; complete it in the draft.
hours-import-expenses = Kilometres and expenses are not taken from this list.
imports-kind-hours = Import a list of hours
imports-kind-hours-hint = Your own list with date, from, until, break, municipality, activity and description; every row becomes a draft.
mail-m-h01-subject = { $count ->
    [one] One hours entry for approval
   *[other] { $count } hours entries for approval
 }
mail-m-h01-body =
    hours of the facilitators are waiting in the portal for your approval.

    Sum: { $sum }
mail-m-h02-subject = Hours of { $day } rejected
mail-m-h02-body =
    your hours of { $day } for { $body } ({ $hours }) were rejected.

    Reason: { $reason }

    Please correct or discard the entry in the portal.
applications-event-hours-entry-book = Hours booked
applications-event-hours-entry-correct = Hours corrected
applications-event-hours-entry-submit = Hours handed in
applications-event-hours-entry-approve = Hours approved
applications-event-hours-entry-reject = Hours rejected
applications-event-hours-entry-discard = Hours discarded
applications-event-hours-entry-import = Hours imported
hours-rest-of = Left { $body }
hours-rest-note = { $used } of { $contingent } used
hours-to-correct = Rejected: please correct
hours-next = Next step
hours-rejected-because = Rejected because:
hours-engagement-hint = What is left of the contingent stands in brackets.
hours-unit = hours
hours-invoices = Invoices
hours-invoices-of = Invoices { $body }
hours-invoices-none = No invoice was checked yet.
hours-invoice-number = Invoice number
hours-invoice-received = Received on
hours-invoice-until = Billed until
hours-invoice-until-hint = All approved hours until this day that no invoice covers yet.
hours-invoice-claimed = Hours claimed
hours-invoice-gross = Gross amount
hours-invoice-check = Check an invoice
hours-invoice-compare = Compare with approved hours
hours-invoice-open = Approved, not billed yet
hours-invoice-rate = Day rate net
hours-invoice-known = This invoice was accepted already.
hours-invoice-ACCEPTED = accepted
hours-invoice-RETURNED = returned
hours-invoice-goes-back = The invoice goes back
hours-invoice-too-much = Invoice { $number } claims { $claimed }, approved are { $approved }: { $difference } too much, that is { $net } net, { $gross } gross.
hours-invoice-too-little = Invoice { $number } claims { $claimed }, approved are { $approved }: { $difference } are missing, that is { $net } net, { $gross } gross.
hours-done-billed = The invoice is accepted. The hours count as billed.
hours-done-returned = The invoice is recorded as returned.
applications-event-hours-invoice-accept = Facilitator's invoice accepted
applications-event-hours-invoice-return = Facilitator's invoice returned
