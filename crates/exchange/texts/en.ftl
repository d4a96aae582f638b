### exchange
nav-events = Network meetings
nav-practice = Practice reports
events-title = Network meetings
events-lead = Meetings at which the funded municipalities exchange experience.
events-new = Plan a network meeting
events-name = Title
events-programme = Programme
events-when = Date
events-where = Place
events-online = online
events-link = Link to take part
events-day = Day
events-from = Start
events-until = End
events-agenda = Agenda
events-minutes = Results
events-capacity = Places
events-per-body = Places per municipality
events-places = Registered / places
events-places-left = { $free } of { $all } places free
events-state = State
events-state-PLANNED = Planned
events-state-PUBLISHED = Published
events-state-HELD = Held
events-state-DOCUMENTED = Documented
events-state-CANCELLED = Cancelled
events-access = Accessibility
events-access-hint = Step-free access, sign language, induction loop and the like
events-place-hint = For a meeting without a place give a link instead.
events-registration-until = Registration until
events-registration-hint = Until the end of this day, 24:00
events-plan = Plan meeting
events-publish = Publish and invite
events-publish-sure = Publish the meeting and invite all funded municipalities and facilitators?
events-calendar = Calendar file
events-own = Your registration
events-own-UNCONFIRMED = Your registration is not confirmed yet. It counts, and you get a place, only once you have confirmed it.
events-own-REGISTERED = You are registered.
events-own-WAITING = You are on the waiting list. When a place becomes free you move up and get an e-mail.
events-register-title = Register
events-register = Register
events-register-waiting = Join the waiting list
events-unregister = Give my place back
events-unregister-sure = Do you really want to give your place back?
events-organisation = Municipality or organisation
events-needs = What do you need to take part well?
events-needs-column = Needs
events-needs-hint = For example sign language, accessible entrance, food
events-participants = Registrations
events-person = Name
events-nobody = Nobody has registered yet.
events-registration-UNCONFIRMED = not confirmed
events-registration-REGISTERED = registered
events-registration-WAITING = waiting list
events-registration-CANCELLED = cancelled
events-attended = Attended
events-yes = yes
events-no = no
events-who-came = Who came?
events-record-attendance = Record attendance
events-file-minutes = File results
events-cancel = Cancel meeting
events-cancel-reason = Reason for cancelling
events-registration = Registration
events-public-lead = Meetings for exchange. You can register without an account.
events-public-none = No network meeting is announced at present. New dates stand here as soon as they are fixed.
events-public-cancelled = This meeting is cancelled.
events-public-privacy = Your details are used to organise the meeting only. You will get an e-mail with a link to confirm your registration. Without confirmation your details are deleted after 48 hours.
events-closed = closed
events-free = { $free } places left
events-waiting-list = waiting list
events-own-CANCELLED = You are not registered any more.
events-done-public = Thank you. You will get an e-mail shortly. Your registration counts only once you confirm it with the link in that e-mail.
events-confirm = Confirm registration
events-confirm-expired = The 48 hours have passed. Please register again.
events-done-confirmed = Your registration is confirmed. You have a place.
events-done-planned = The meeting is planned. Others see it once it is published.
events-done-published = The meeting is published, the invitations are on their way.
events-done-cancelled = The meeting is cancelled, everybody registered will be told.
events-done-attendance = The attendance is recorded.
events-done-documented = The results are filed.
events-done-registered = You are registered. The confirmation with a calendar file comes by e-mail.
events-done-waiting = All places are taken. You are on the waiting list.
events-done-unregistered = Your place was given back.
events-place-or-link = Please give a place or a link.
events-in-the-past = The meeting must be in the future.
events-end-before-start = The end must be after the start.
events-registration-after-start = Registration must end before the meeting begins.
events-wrong-state = This is not possible in this state of the meeting. Reload the page.
events-not-yet = Attendance can be recorded once the meeting has begun.
events-began = The meeting has begun; it is too late to give the place back.
events-registration-closed = Registration is closed. Please ask the programme coordination.
events-body-full = { $count } persons of your municipality are registered already; there are no more places per municipality.
practice-title = Practice reports
practice-lead = What municipalities tried, what worked and what they advise others.
practice-open = In progress
practice-published = Published
practice-none = No practice report has been published yet.
practice-reports = Practice reports
practice-new = Write a practice report
practice-edit = Edit
practice-name = Title
practice-organisation = Municipality
practice-published-on = Published on
practice-state = State
practice-state-DRAFT = Draft
practice-state-SUBMITTED = In moderation
practice-state-CHANGES_REQUESTED = Changes requested
practice-state-APPROVED = Approved
practice-state-PUBLISHED = Published
practice-state-WITHDRAWN = Withdrawn
practice-situation = Starting point
practice-approach = Approach
practice-result = Result
practice-experience = Experience
practice-tips = Advice for others
practice-easy = Summary in easy-to-read German
practice-easy-hint = Short sentences, simple words
practice-consent = The municipality agrees to publication; the text contains no personal data.
practice-form-lead = Before moderation all parts but the easy-to-read summary must be filled in.
practice-comment = What should be changed
practice-reason = Reason
practice-submit = Hand in for moderation
practice-request-changes = Ask for changes
practice-approve = Approve
practice-publish = Publish
practice-withdraw = Withdraw
practice-withdrawn = This practice report was withdrawn.
practice-not-funded = Practice reports exist for funded projects only.
practice-not-open = The report cannot be edited in this state.
practice-wrong-state = This is not possible in this state of the report. Reload the page.
practice-no-consent = The municipality has not agreed to publication.
practice-done-saved = The report is saved.
practice-done-submitted = The report is with the programme coordination.
practice-done-sent-back = The request for changes is on its way.
practice-done-approved = The report is approved. Another person must publish it.
practice-done-published = The report is published.
practice-done-withdrawn = The report is withdrawn.
practice-task-moderate = { $count ->
    [one] Moderate one practice report
   *[other] Moderate { $count } practice reports
 }
practice-task-publish = { $count ->
    [one] Publish one approved practice report
   *[other] Publish { $count } approved practice reports
 }
practice-task-changes = { $count ->
    [one] Revise one practice report
   *[other] Revise { $count } practice reports
 }
mail-m-e01-subject = Invitation: { $title } on { $start }
mail-m-e01-body =
    you are invited to the network meeting “{ $title }”.

    Date: { $start }
    Place: { $place }

    Agenda and registration are in the portal. Please say there what you need to take part well.
mail-m-e07-subject = Please confirm: { $title }
mail-m-e07-body =
    somebody has started a registration for the network meeting “{ $title }” with this e-mail address.

    Date: { $start }
    Place: { $place }

    Please confirm the registration within 48 hours with the following link. It counts only then. If you did not register, you need not do anything: the details will be deleted.
mail-m-e07-link = Confirm registration
mail-m-e07-link-note = You can use the same link later to cancel your registration.
mail-m-e02-subject = Registration confirmed: { $title }
mail-m-e02-body =
    your registration for the network meeting “{ $title }” is confirmed.

    Date: { $start }
    Place: { $place }

    The calendar file is attached. If you cannot come, please give your place back in the portal.
mail-m-e03-subject = { $step ->
    [moved-up] You have moved up: { $title }
   *[waiting] Waiting list: { $title }
 }
mail-m-e03-body = { $step ->
    [moved-up]
        a place has become free: you are now registered for the network meeting “{ $title }”.

        Date: { $start }
        Place: { $place }
   *[waiting]
        all places of the network meeting “{ $title }” are taken. You are on the waiting list.

        When a place becomes free you move up and get another e-mail.
 }
mail-m-e04-subject = Reminder: { $title } on { $start }
mail-m-e04-body =
    the network meeting “{ $title }” takes place soon.

    Date: { $start }
    Place: { $place }
mail-m-e05-subject = Papers: { $title }
mail-m-e05-body =
    the results of the network meeting “{ $title }” are in the portal.
mail-m-e06-subject = Cancelled: { $title }
mail-m-e06-body =
    the network meeting “{ $title }” on { $start } will not take place.

    Reason: { $reason }
mail-m-b01-subject = Practice report “{ $title }”: received
mail-m-b01-body =
    the practice report “{ $title }” waits for moderation.
mail-m-b02-subject = Practice report “{ $title }”: changes requested
mail-m-b02-body =
    please revise the practice report “{ $title }”.

    Remark: { $comment }
mail-m-b03-subject = Practice report “{ $title }”: approved
mail-m-b03-body =
    the practice report “{ $title }” is approved and will be published soon.
mail-m-b04-subject = Practice report “{ $title }”: published
mail-m-b04-body =
    the practice report “{ $title }” is published. Thank you for sharing your experience.
mail-m-b05-subject = Practice report “{ $title }”: withdrawn
mail-m-b05-body =
    the practice report “{ $title }” was withdrawn.

    Reason: { $comment }
applications-event-practice-report-write = Practice report begun
applications-event-practice-report-save = Practice report saved
applications-event-practice-report-submit = Practice report handed in
applications-event-practice-report-request-changes = Changes to the practice report requested
applications-event-practice-report-approve = Practice report approved
applications-event-practice-report-publish = Practice report published
applications-event-practice-report-withdraw = Practice report withdrawn
