### assessment
reviews-nav = My reviews
reviews-title = My reviews
reviews-lead = Applications assigned to you; what is open stands first. Before reading you declare your interests.
reviews-open = open reviews
reviews-done = handed in
reviews-next = Next review
reviews-earlier = Reviews of finished rounds ({ $count })
reviews-empty = There is no application for you to review at present.
reviews-number = Application
reviews-applicant = Applicant
reviews-application = Project
reviews-state = State
reviews-due = Due
reviews-own-total = Your points
reviews-own = To my review
reviews-title-hidden = visible after your declaration
reviews-task = { $count ->
    [one] Review one application
   *[other] Review { $count } applications
}
reviews-state-ASSIGNED = Assigned
reviews-state-DECLINED = Declined
reviews-state-IN_PROGRESS = In progress
reviews-state-SUBMITTED = Handed in
reviews-state-REOPENED = Reopened
reviews-state-FROZEN = Frozen
reviews-state-VOID = Void
reviews-declare-title = Application { $number }: declaration of interests
reviews-declare-first = Please declare your interests first
reviews-declare-first-text = You see the application's contents only after your declaration (§§ 20, 21 LVwVfG).
reviews-declare = Declare
reviews-bodies = Bodies involved
reviews-interest = Declaration
reviews-interest-NONE = I have no conflict of interest
reviews-interest-NONE-hint = You then see the application and can review it.
reviews-interest-CONCERN = I have doubts
reviews-interest-CONCERN-hint = The office or the head of unit decides; until then the application stays closed to you.
reviews-interest-EXCLUDED = I am excluded
reviews-interest-EXCLUDED-hint = For example because you work for a body involved. The application stays closed to you.
reviews-interest-reason = Reason
reviews-interest-reason-hint = Needed for doubts and for an exclusion.
reviews-back = Back to the list
reviews-concern-waits = Your doubts are being decided on
reviews-concern-waits-text = As soon as it is clear that you may assess it, the application opens for you on this page. If you are excluded, you get a message.
reviews-decline = Decline the review
reviews-decline-reason = Reason
reviews-exclude = Report an exclusion afterwards
reviews-exclude-text = If you learn only now of a ground that excludes you (§ 20 LVwVfG): the application is closed to you. Points handed in no longer count; they stay in the file.
reviews-exclude-confirm = Report the exclusion? You will not see the application any more.
reviews-scores = Review
reviews-requested = Requested
reviews-total-cost = Total cost
reviews-from = Start
reviews-until = End
reviews-summary = Summary
reviews-case = Case
reviews-criterion = { $code } { $label } ({ $weight }%)
reviews-criterion-head = Criterion
reviews-weight = Weight
reviews-anchor = 5 points: { $anchor }
reviews-points = Points { $code }
reviews-points-head = Points
reviews-points-0 = 0 – no information
reviews-points-1 = 1 – poor
reviews-points-2 = 2 – sufficient
reviews-points-3 = 3 – satisfactory
reviews-points-4 = 4 – good
reviews-points-5 = 5 – very good
reviews-reason = Reason { $code }
reviews-reason-head = Reason
reviews-reason-hint = Needed for 0, 1 and 5 points.
reviews-overall = Overall impression
reviews-comment = Remarks
reviews-recommendation = Recommendation
reviews-save = Save
reviews-save-next = Save and next application
reviews-submit = Hand in
reviews-submit-next = Hand in and next application
reviews-reopened = Please complete your review
reviews-total = Total points
reviews-submitted-at = Handed in on
reviews-edition = Version { $edition } as handed in
reviews-assessor = Assessor
reviews-record-title = Review { $number }: { $name }
reviews-step-reason = Reason
reviews-ruling = Decision on the doubts
reviews-ruling-CLEARED = No conflict, may review
reviews-ruling-EXCLUDED = Conflict of interest, excluded
reviews-ruling-reason = Reason of the decision
reviews-rule = Decide on the doubts
reviews-reopen = Reopen
reviews-reopen-reason = What is to be completed?
reviews-void = Make void because of a conflict of interest
reviews-void-text = The points no longer count; the person no longer sees the application. If the ranking is frozen, a new version with this reason is made.
reviews-void-reason = Reason
reviews-void-confirm = Make this review void?
reviews-done-declared = Your declaration is recorded. You can review the application now.
reviews-done-excluded = Your declaration is recorded. The application stays closed to you.
reviews-done-concern = Your declaration is recorded. Your doubts will be decided on.
reviews-done-declined = You have declined the review.
reviews-done-saved = Saved.
reviews-done-submitted = Your review is handed in.
reviews-done-reopened = The review is reopened.
reviews-done-void = The review is void.
reviews-done-ruled = The decision is recorded.
reviews-criterion-unknown = This call has no criterion { $code }.
reviews-points-missing = Please give points for { $code }.
reviews-reason-missing = Please give a reason for { $points } points in { $code }.
reviews-choose-applications = Please choose at least one application.
reviews-choose-assessors = Please choose at least one assessor.
reviews-not-an-assessor = This person is no assessor of this call. Give the role "assessment" first.
reviews-refused-not-complete = Application { $number } has not passed the formal check and cannot be reviewed yet.
reviews-refused-frozen = The ranking is frozen. Reviews can no longer be changed.
reviews-refused-undeclared = Please declare your interests first. Until then the application stays closed.
reviews-refused-declared = You have already declared your interests. You can only exclude yourself now.
reviews-refused-no-concern = There is no doubt to decide on for this application.
reviews-refused-no-alarm = The points of this application do not lie far apart, or the talk is noted already.
reviews-refused-ASSIGNED = The review has not begun. The declaration of interests is missing.
reviews-refused-DECLINED = This review was declined.
reviews-refused-IN_PROGRESS = This review is still in progress.
reviews-refused-SUBMITTED = This review is handed in. Ask the office to reopen it.
reviews-refused-REOPENED = This review is reopened.
reviews-refused-FROZEN = The ranking is frozen. This review can no longer be changed.
reviews-refused-VOID = This review is void.
assessment-nav = Assessment
assessment-calls = Assessment of applications
assessment-calls-lead = Who reviews which application, what is missing, and which ranking follows.
assessment-call = Call
assessment-call-title = Title
assessment-call-state = State
assessment-pages = Go on
assessment-empty = At present there is no call whose applications are assessed.
assessment-title = Assessment { $code }
assessment-part = Assessment
assessment-reviews = Reviews
assessment-matrix = Applications and assessors
assessment-unassigned = complete, not assigned yet
assessment-in-assessment = in assessment
assessment-assessed = assessed
assessment-alarm-count = points far apart
assessment-concerns = doubts to decide on
assessment-concern = doubts
assessment-open-review = view
assessment-mean = Mean
assessment-spread = Spread
assessment-no-applications = There are no complete applications yet.
assessment-alarms = The points of some applications are more than 20 apart
assessment-alarms-text = The assessors have to talk before the meeting. Note the result with the application.
assessment-alarm-title = Application { $number }: result of the talk
assessment-alarm-note = Note on the talk
assessment-clear-alarm = Note the talk
assessment-assign = Assign applications
assessment-assessors = Assessors
assessment-applications = Applications of this page
assessment-all = All applications of the call
assessment-all-hint = Those not on this page as well.
assessment-no-assessors = Nobody assesses this call yet
assessment-no-assessors-text = The administration gives the role "assessment" for this call.
assessment-done-assigned = The applications are assigned.
assessment-done-alarm = The talk is noted.
assessment-task-unassigned = { $count ->
    [one] Assign one application for review
   *[other] Assign { $count } applications for review
}
assessment-task-alarms = { $count ->
    [one] Clear points far apart of one application
   *[other] Clear points far apart of { $count } applications
}
assessment-task-concerns = { $count ->
    [one] Decide on doubts about impartiality
   *[other] Decide on { $count } doubts about impartiality
}
ranking-short = Ranking
ranking-title = Ranking { $code }
ranking-to-allocation = Allocation
ranking-version = Version
ranking-frozen-at = Frozen on
ranking-reason = Reason of the new version
ranking-rank = Rank
ranking-score = Points
ranking-reviews = Valid reviews
ranking-remark = Remarks
ranking-tied = shared rank
ranking-lot = by lot
ranking-balance = by the decision on balance
ranking-below = below the threshold
ranking-empty = There is no review yet.
ranking-preliminary = Preliminary
ranking-preliminary-text = Places change with every review handed in. The ranking is frozen for the meeting.
ranking-ties = Shared ranks
ranking-ties-text = The means of K3 and K2 are equal as well. The steering group decides by the balance of the selection, lots decide in the end.
ranking-freeze = Freeze the ranking
ranking-freeze-confirm = Freeze the ranking? Reviews can't be changed afterwards.
ranking-again = Freeze a new version
ranking-again-text = A frozen ranking is kept. A change makes a new version with its reason.
ranking-versions = Versions
ranking-lots = Order of shared ranks
ranking-lots-text = Enter the place of every application that shares a rank: 1 for the first. Other ranks may stay open.
ranking-lot-of = Rank { $rank }, application { $number }: place
ranking-lots-reason = When, where and before whom was it decided or drawn? What is the reason for the order?
ranking-by = By what?
ranking-by-BALANCE = Decision of the steering group on balance (district, size, kind of body, first application)
ranking-by-LOT = Lots
ranking-lots-save = Record the order
ranking-not-frozen = The ranking is not frozen yet.
ranking-closes-review = Not handed in before the ranking was frozen
ranking-done-frozen = The ranking is frozen.
ranking-refused-call-state = The ranking is frozen when the call is "in selection". Start the selection first.
ranking-refused-empty = There is no assessed application yet.
ranking-refused-unchanged = The ranking has not changed since the last version.
ranking-refused-not-tied = An order can be recorded only for applications of the frozen ranking that share a rank, and for all of that rank.
ranking-refused-barred = You are excluded from an application of this call. Another person has to freeze the ranking.
ranking-refused-open = { $count ->
    [one] One application is not assessed yet.
   *[other] { $count } applications are not assessed yet.
}
ranking-refused-alarms = { $count ->
    [one] The points of one application lie far apart. Note the talk first.
   *[other] The points of { $count } applications lie far apart. Note the talks first.
}
ranking-refused-reopened = { $count ->
    [one] One review is reopened and not handed in again.
   *[other] { $count } reviews are reopened and not handed in again.
}
ranking-refused-thin = { $count ->
    [one] One assessed application lacks valid reviews.
   *[other] { $count } assessed applications lack valid reviews.
}
mail-m-r01-subject = { $count ->
    [one] One application to review – due { $due }
   *[other] { $count } applications to review – due { $due }
}
mail-m-r01-body = Applications of the call "{ $title }" were assigned to you for review ({ $count }).

    Please declare your interests for each application first. Then you see its contents. Due: { $due }.
reviews-due-open = open
mail-m-r02-subject = Review declined: { $number }
mail-m-r02-body = A review of application { $number } was declined. Please check whether it has to be assigned to somebody else.
mail-m-r03-subject = Please complete your review: { $number }
mail-m-r03-body = Your review of application { $number } was reopened. The portal says what is missing.
mail-m-r05-subject = Review not taken into account: { $number }
mail-m-r05-body = Your review of application { $number } is not taken into account. Please ask the office if you have questions.
scores-import-unknown-application = The call has no such application.
scores-import-unknown-assessor = Nobody of this name assesses this call.
scores-import-not-assigned = The application is not assigned to this person, or the declaration is missing.
scores-import-twice = Application and person stand in an earlier row already.
scores-import-untouched = Not filled in yet; the row stays open.
scores-import-total-differs = The total does not agree with the points: { $computed }.
scores-import-needs-call = Please choose the call of these reviews.
imports-kind-scores = Score sheet
imports-kind-scores-hint = One row per application and assessor with Antrags-Nr., Gutachter/in, the points K1 to K7, Begründung and Empfehlung.
applications-event-application-start-assessment = Assessment begun
applications-event-application-assess = Assessed
applications-event-review-assign = Review assigned
applications-event-review-begin = Review begun
applications-event-review-submit = Review handed in
applications-event-review-freeze = Review frozen
applications-event-review-reopen = Review reopened
applications-event-review-void = Review voided
applications-event-review-decline = Review declined
applications-event-review-open-refused = Access refused without a declaration
applications-event-interest-declaration-declare = Declaration of interests made
applications-event-interest-declaration-exclude = Excluded for bias
applications-event-interest-declaration-rule = Concern decided
applications-event-standing-clear-alarm = Divergence of reviews cleared
reviews-own-hints = The data suggest a conflict of interest
reviews-sheet-notes = Notes
reviews-sheet-at = Written on
reviews-sheet-by = Written by
pool-title = Assessors
pool-title-of = Assessors { $code }
pool-lead = Who assesses, who was asked, and how much each person has.
pool-empty = Nobody assesses this call yet.
pool-answer-by = Answer by
pool-most = Applications at most
pool-most-hint = Empty where there is no limit.
pool-assigned = assigned
pool-given-back = given back
pool-without-invitation = without invitation
pool-state-INVITED = asked
pool-state-ACCEPTED = accepted
pool-state-DECLINED = declined
pool-invite = Invite a person
pool-invite-text = The person gets a mail with a link to accept. Applications can be assigned only after that.
pool-email = E-mail address
pool-name = Name
pool-name-hint = Needed if the person has no account yet.
pool-done-invited = The person is invited.
pool-date-past = Please name a day from tomorrow on.
pool-refused-present = This person was asked already or has accepted.
pool-refused-over = The time to answer is over. Please ask the office.
pool-refused-INVITED = This invitation is still open.
pool-refused-ACCEPTED = You have accepted.
pool-refused-DECLINED = You have declined.
pool-invitation = Invitation to assess
pool-invitation-lead = Please tell us whether you will assess applications of this call.
pool-invitations = Open invitations
pool-invitation-to = Invitation: { $title }
pool-wish = How many applications at most?
pool-wish-hint = Empty if you set no limit.
pool-interests-complete = My declaration of interests is complete
pool-accept = Accept
pool-decline = Decline
pool-done-accepted = You have accepted.
pool-done-declined = You have declined.
pool-task-invitation = { $count ->
    [one] Answer an invitation to assess
   *[other] Answer { $count } invitations to assess
}
interests-title = My declaration of interests
interests-lead = What ties you to municipalities and associations holds for all calls. Say it once.
interests-link-text = Please check and complete it before you accept.
interests-use = What this is for
interests-use-text = Applications you have a tie to are not assigned to you for review; in a steering group the declaration on each application points to it. You see what you say here, and the offices that assign reviews do. The declaration for each single application remains necessary.
interests-basis = Tie
interests-basis-HOME = Home
interests-basis-EMPLOYER = Employer
interests-basis-BOARD = Seat in a council or board
interests-basis-FAMILY = Relatives work there
interests-basis-ADVISER = Advice or contract
interests-basis-FACILITATOR = Facilitation
interests-basis-AFFILIATION = Affiliation of the account
interests-basis-DOMAIN = same mail address or mail domain
interests-body = Municipality or association
interests-body-hint = Name or key, for example Tübingen or 08416041.
interests-detail = Explanation
interests-declared = Declared on
interests-until = Ended on
interests-until-hint = Empty while the tie lasts. Ties that ended still count for three years.
interests-until-future = Please name a day up to today, or leave the field empty.
interests-empty = You have declared no tie yet.
interests-add = Declare a tie
interests-end = End today
interests-done-added = The tie is declared.
interests-done-ended = The end of the tie is noted.
conflicts-title = Suggested conflicts
conflicts-title-of = Suggested conflicts { $code }
conflicts-lead = What the data suggest. While a suggestion is open, the application is not assigned to the person.
conflicts-hint = Suggestion
conflicts-open = open
conflicts-dismissed = harmless
conflicts-empty = The data suggest no conflict.
conflicts-near-SAME = { $basis }: { $name }, part of the application
conflicts-near-ABOVE = { $basis }: { $name }, district or association of a municipality of the application
conflicts-near-BELOW = { $basis }: { $name }, member of a district or association of the application
conflicts-dismiss = Note as harmless
conflicts-reason = Why is there no conflict?
conflicts-done-dismissed = The suggestion is noted as harmless.
conflicts-refused-none = There is no such suggestion, or it was noted already.
assignment-title = Assignment { $code }
assignment-short-title = Assign automatically
assignment-lead = A proposal fills what is missing. You read it first, then apply it as a whole.
assignment-workbook = Assignments as a workbook
assignment-sheet = Assignments
assignment-target = Assessors per application
assignment-due-hint = Empty if the day of the invitation holds.
assignment-propose = Compute a proposal
assignment-none = There is no proposal yet.
assignment-proposal = Proposal
assignment-made = Computed on
assignment-applied = Applied on
assignment-pairs = New assignments
assignment-shares = Loads
assignment-before = before
assignment-new = new
assignment-after = after
assignment-other-district = of these in another district
assignment-short = Some applications lack assessors
assignment-short-text = There are not enough people without conflict and with free places. Invite more, or settle open suggestions.
assignment-below-minimum = below the minimum
assignment-list = Proposed assignments
assignment-why = Why
assignment-district-OTHER = other district
assignment-district-SAME = same district
assignment-district-UNKNOWN = the person's district is not known
assignment-load = application number { $load } of the person
assignment-load-of = application number { $load } of { $most } at most
assignment-dismissed = a suggested conflict was noted as harmless
assignment-apply = Apply the proposal
assignment-apply-confirm = Apply all proposed assignments? The people are told.
assignment-done-proposed = The proposal is computed.
assignment-done-applied = The proposal is applied.
assignment-refused-nothing = There is nothing to assign: every application has enough assessors, or free people without conflict are missing.
assignment-refused-outdated = Something changed since the proposal. Please compute it again.
assignment-import-errors = { $count ->
    [one] One row is wrong. Assignments are applied as a whole only.
   *[other] { $count } rows are wrong. Assignments are applied as a whole only.
}
assignment-import-unknown-assessor = This person does not assess this call or has not accepted yet.
assignment-import-excluded = The person is excluded from this application.
assignment-import-hinted = There is an open suggestion of a conflict.
assignment-import-present = The application is assigned to the person already.
assignment-import-load = Will be assigned. The person then has { $load }.
assignment-import-load-of = Will be assigned. The person then has { $load } of { $most } at most.
assessment-done-assigned-hinted = The applications are assigned. Pairs with open suggestions of a conflict were left out.
imports-kind-assignments = Assignments
imports-kind-assignments-hint = One row per application and assessor with application number, assessor (name or e-mail) and day. The preview shows what follows; it is applied as a whole only.
mail-m-r04-subject = { $count ->
    [one] Reminder: one review open
   *[other] Reminder: { $count } reviews open
}
mail-m-r04-body = { $count ->
    [one] One review is still open. Due: { $due }.
   *[other] { $count } reviews are still open. Due: { $due }.
}
mail-m-r06-subject = Invitation to assess: { $title }
mail-m-r06-body = We ask you to assess applications of the call “{ $title }”.

    Please answer by: { $until }. The reviews are needed by: { $due }.
mail-m-r07-subject = Assessment { $code }: { $person } – { $answer }
mail-m-r07-body = { $person } answered the invitation to assess ({ $code }): { $answer }.
applications-event-interest-declaration-dismiss = Suggested conflict noted as harmless
reviews-progress = { $done } of { $all } assessed
reviews-answers = What the application says
reviews-given-before = Your version so far
reviews-field-changed = Changed meanwhile
reviews-field-changed-text = This was changed in another window. There it says:
reviews-sheets = Score sheets as a workbook
reviews-sheet-name = Score sheets { $code }
reviews-sheet-import = Read filled-in score sheets ({ $code })
ranking-median = Median
robust-short = Robustness
robust-title = Robustness of the ranking { $code }
robust-lead = Every assessor is left out once and the rest is ranked again. It shows which place hangs on a single person.
robust-places = Places up to the line
robust-places-hint = Without a number as many as the means of the call reach for.
robust-show = Show
robust-crossing = { $count ->
    [one] One place at the line hangs on one person
   *[other] { $count } places at the line hang on one person
}
robust-crossing-text = Without the named person the application would lie on the other side of the line. Talk about it in the meeting.
robust-none = At the line no place hangs on a single person
robust-none-text = Whoever is left out: the same applications lie above the line.
robust-shifts = Places that change without one person
robust-without = without
robust-rank-without = Rank without
robust-falls-out = falls below the line
robust-moves-in = moves above the line
robust-empty = No place changes.
robust-leniency = Assessors beside each other (for information only)
robust-compared = applications compared
robust-difference = mean difference to the others
calls-did-propose_assignment = Assignment of reviews proposed
calls-did-apply_assignment = Proposed assignment applied
reviews-withdraw = Take the assignment back
reviews-withdraw-text = The assessor will no longer see the application. A review that was handed in cannot be taken back this way.
reviews-withdraw-reason = Reason
reviews-done-withdrawn = The assignment has been taken back.
pool-release = Take out of the pool
pool-release-text = Reviews that were handed in stay. What is not handed in is taken back and can be given to others.
pool-release-choose = – please choose –
pool-done-released = The person no longer assesses this call.
pool-refused-reopened = A review of this person is open for completion. Please wait until it is handed in again, or make it void.
applications-event-review-withdraw = Assignment taken back
