### facilitation
nav-engagements = Facilitation
nav-facilitators = Pool
facilitation-title = Process facilitation
facilitation-lead = Who accompanies which project, and how much of the contingent is left.
facilitation-engagements = Engagements
facilitation-one = Engagement
facilitation-open = open
facilitation-of = Facilitation { $body }
facilitation-to-fill = Projects that need a team
facilitation-propose = Propose a team
facilitation-propose-for = Propose a team for { $body }
facilitation-choice = { $regions }; day rate { $rate } net
facilitation-team = Team
facilitation-team-hint = One to three persons. The first person's day rate is suggested.
facilitation-number = Number
facilitation-municipality = Municipality
facilitation-project = Project
facilitation-next = Next step
facilitation-worth = Value of the grant
facilitation-value = Value of the contingent (gross)
facilitation-contingent = Contingent
facilitation-contingent-hint = In hours. How long a day of support is, the parameters of the programme say.
facilitation-hours = h
facilitation-used = Used
facilitation-used-of = { $hours } ({ $percent }%)
facilitation-rest = Left
facilitation-period = Period
facilitation-from = Start
facilitation-until = End
facilitation-first-talk = First talk
facilitation-reason = Reason
facilitation-timeline = History
facilitation-any-state = all
facilitation-state = State
facilitation-state-PROPOSED = proposed
facilitation-state-CONFIRMED_PB = agreed
facilitation-state-DECLINED = declined
facilitation-state-PREPARED = assignment prepared
facilitation-state-ASSIGNED = assigned
facilitation-state-RUNNING = running
facilitation-state-SUSPENDED = suspended
facilitation-state-COMPLETED = completed
facilitation-state-TERMINATED = terminated
facilitation-answer = Answer
facilitation-answer-OPEN = open
facilitation-answer-YES = agreed
facilitation-answer-NO = declined
facilitation-contract = Contract
facilitation-contract-no = Contract number
facilitation-accept = Agree
facilitation-decline = Decline
facilitation-prepare = Hand in for assignment
facilitation-assign = Assign
facilitation-start = Begin the engagement
facilitation-suspend = Suspend the engagement
facilitation-resume = Resume the engagement
facilitation-complete = Complete the engagement
facilitation-complete-sure = Complete this engagement? No more hours can be booked afterwards.
facilitation-terminate = Terminate the engagement
facilitation-pool = Pool of facilitators
facilitation-pool-lead = Persons who can accompany municipalities.
facilitation-add = Add to the pool
facilitation-programme = Programme
facilitation-name = Name
facilitation-firm = Firm
facilitation-email = E-mail
facilitation-phone = Telephone
facilitation-regions = Regions
facilitation-focus = Focus
facilitation-languages = Languages
facilitation-day-rate = Day rate net
facilitation-vat = Liable to VAT
facilitation-available = Available from
facilitation-days = Days per month at most
facilitation-account = Has an account
facilitation-active = active
facilitation-inactive = inactive
facilitation-yes = yes
facilitation-no = no
facilitation-known = { $email } is in the pool already.
facilitation-over-value = The contingent is { $over } too high: { $rest } is available, VAT included.
facilitation-over-contingent = The contingent does not suffice: at most { $rest } is left.
facilitation-engaged = This project has a team already, or the grant has not been issued yet.
facilitation-team-size = Please choose one to three persons.
facilitation-not-in-pool = One of the persons is not, or no longer, in the pool of this programme.
facilitation-conflict = { $name } is tied to this municipality (home, employer or office) and cannot accompany it.
facilitation-wrong-state = This is not possible in this state of the engagement. Reload the page.
facilitation-done-proposed = The team is proposed, the requests are on their way.
facilitation-done-accepted = Your agreement is noted.
facilitation-done-declined = Your refusal is noted.
facilitation-done-prepared = The assignment is with the case officer.
facilitation-done-assigned = The team is assigned; team and municipality will be told.
facilitation-done-started = The engagement is running. You can book hours now.
facilitation-done-suspended = The engagement is suspended.
facilitation-done-resumed = The engagement is running again.
facilitation-done-completed = The engagement is completed.
facilitation-done-terminated = The engagement is terminated.
facilitation-done-added = The person is in the pool.
facilitation-task-answer = { $count ->
    [one] Answer one request for facilitation
   *[other] Answer { $count } requests for facilitation
 }
facilitation-task-start = { $count ->
    [one] Begin one engagement with the first talk
   *[other] Begin { $count } engagements with the first talk
 }
facilitation-task-fill = { $count ->
    [one] Propose a team for one project
   *[other] Propose teams for { $count } projects
 }
facilitation-task-prepare = { $count ->
    [one] Prepare one assignment
   *[other] Prepare { $count } assignments
 }
facilitation-task-assign = { $count ->
    [one] Assign one team
   *[other] Assign { $count } teams
 }
imports-kind-pool = Import the pool of facilitators
imports-kind-pool-hint = List with name, e-mail and net day rate; regions, focus, languages and availability are recognised.
mail-m-f01-subject = Request: facilitation { $body }
mail-m-f01-body =
    the project “{ $title }” ({ $body }) needs facilitators. You are proposed as the team.

    Please agree or decline in the portal.
mail-m-f02-subject = Agreed: facilitation { $body }
mail-m-f02-body =
    the proposed team has agreed for { $body }. Next, please fix the contract data.
mail-m-f03-subject = Declined: facilitation { $body }
mail-m-f03-body =
    the proposed team has declined for { $body }. Please propose another team.

    Reason: { $reason }
mail-m-f04-subject = Your facilitation { $body }
mail-m-f04-body =
    the facilitation of the project “{ $title }” is assigned.

    Contingent: { $contingent }

    Persons and contacts are in the portal. Next, a first talk will be arranged.
mail-m-f05-subject = First talk on { $day }
mail-m-f05-body =
    the first talk on the project “{ $title }” is set for { $day }. The facilitation begins with it.
mail-m-f06-subject = Facilitation { $body }: interruption
mail-m-f06-body =
    the state of the facilitation of “{ $title }” has changed (interruption or resumption). Details are in the portal.
mail-m-f09-subject = Facilitation completed – please tell us
mail-m-f09-body =
    the facilitation of “{ $title }” is completed. { $used } of { $contingent } were used.

    Please write to us what was good and what should be better.
mail-m-f10-subject = Facilitation { $body } terminated
mail-m-f10-body =
    the facilitation of “{ $title }” was terminated. The reason is in the portal.
mail-m-f11-subject = Contingent { $body }: 80% used
mail-m-f11-body =
    at least 80% of the contingent for { $body } is used.

    Used: { $used }
    Left: { $rest }
mail-m-f12-subject = Contingent { $body } exhausted
mail-m-f12-body =
    the contingent for { $body } is exhausted ({ $used }). { $stop ->
        [false] What is approved beyond it is flagged.
       *[other] No more hours can be approved.
    }
applications-event-engagement-propose = Team proposed
applications-event-engagement-agree = A team member agreed
applications-event-engagement-confirm = The team agreed
applications-event-engagement-decline = The team declined
applications-event-engagement-prepare = Assignment prepared
applications-event-engagement-assign = Team assigned
applications-event-engagement-start = Engagement begun
applications-event-engagement-suspend = Engagement suspended
applications-event-engagement-resume = Engagement resumed
applications-event-engagement-complete = Engagement completed
applications-event-engagement-terminate = Engagement terminated
facilitation-over = Beyond the contingent
facilitation-over-rest = Only { $rest } of the contingent are left; the first team used the rest.
facilitation-replace = Change the team
facilitation-replace-rest = The new team takes over what is left of the contingent: { $rest }. Approved hours stay with the present team.
applications-event-engagement-replace = Team changed
mail-m-f08-subject = Change of facilitators { $body }
mail-m-f08-body =
    the facilitators of the project “{ $title }” change. Another team takes over what is left of the contingent ({ $rest }).

    Reason: { $reason }
