# Payments
payments-title = Payments
payments-lead = Payment requests of the municipalities, from submission to payment.
payments-case-title = Payments
payments-reference = Payment request
payments-grantee = Grantee
payments-grant = Grant
payments-year = Budget year
payments-amount = Amount
payments-state = State
payments-state-DRAFT = Draft
payments-state-SUBMITTED = Submitted
payments-state-CERTIFIED_FACTUAL = Factually right
payments-state-CERTIFIED_ARITHMETIC = Arithmetically right
payments-state-ORDERED = Ordered
payments-state-PAID = Paid
payments-state-RETURNED = Returned
payments-state-CANCELLED = Withdrawn
payments-all-states = All
payments-empty = Payment requests appear here as soon as a municipality submits the first one.
payments-submitted-at = Submitted on
payments-booked-on = Booked on
payments-paid-on = Value date
payments-use-until = To be used by
payments-heading-INSTALMENT = Payment request { $sequence }
payments-heading-FINAL = Final instalment (payment request { $sequence })
payments-next = Next step
payments-facts = Details
payments-signatures = Signatures
payments-history = History
payments-step = Step
payments-person = Person
payments-when = Time
payments-open = open
payments-actions = Actions
payments-by-submit = Submitted
payments-by-factual = Factually right
payments-by-arithmetic = Arithmetically right
payments-by-order = Ordered
payments-award = Award
payments-paid = Paid
payments-ordered = Ordered
payments-retention = Final instalment, once the statement of use is accepted
payments-used = Requested so far
payments-open-of-year = Still to be requested in budget year { $year }
payments-last-day = Last day for payment requests in this budget year
payments-new = Request payment
payments-new-paper = Enter a request from paper
payments-edit = Change payment request
payments-save = Save as draft
payments-again = Start a new payment request with these details
payments-expenditure = Expected expenditure
payments-expenditure-hint = What is the money needed for? For example: fees of the moderators, room hire and catering of the citizens’ workshop on 12 September 2026.
payments-needed = Need
payments-needed-yes = needed within the period of use (declared)
payments-needed-no = not declared yet
payments-needed-declare = We declare that the amount is needed for eligible expenditure within { $months } months after payment.
payments-paper = Received on paper
payments-paper-hint = For example: signed payment request received on 12 September 2026, sheet 31 of the file.
payments-paper-needed = Please say where the signed payment request is.
payments-submit = Submit
payments-submit-confirm = Submit bindingly? The payment request can’t be changed afterwards.
payments-certify-factual = Certify as factually right
payments-certify-factual-confirm = Certify that it is factually right?
payments-certify-arithmetic = Certify as arithmetically right
payments-certify-arithmetic-confirm = Certify that it is arithmetically right?
payments-order = Order payment
payments-order-confirm = Order the payment? The amount is booked as ordered in the budget.
payments-redirect = Redirect to the bank details in force
payments-redirect-confirm = Redirect the payment to the bank details in force? It counts as a new order.
payments-cancel = Withdraw
payments-cancel-confirm = Withdraw this payment request?
payments-send-back = Send back
payments-send-back-confirm-INSTALMENT = Send the payment request back? The municipality is told the reason.
payments-send-back-confirm-FINAL = Send the final instalment back? It is put up for certification anew at once.
payments-reason = Reason
payments-reason-hint = The municipality reads it.
payments-waits-submit = The draft waits for a person who may sign.
payments-waits-factual = The payment request waits for an officer to certify that it is factually right.
payments-waits-arithmetic = The payment request waits for a second officer to certify the sums.
payments-waits-order = The payment request waits for the order by head of unit or budget officer.
payments-waits-run = The payment is ordered and waits for the next payment list.
payments-waits-cash = The payment was given to the cash desk and waits for its confirmation.
payments-waits-redirect = Since the order other bank details are in force. The head of unit or the budget officer redirects the payment to them.
payments-account = Account
payments-account-holder = Account holder
payments-account-bank = Bank
payments-account-source = Source
payments-account-source-APPLICATION = From the application
payments-account-source-MUNICIPALITY = From the municipality
payments-account-source-OFFICE = From the granting authority
payments-account-state-ENTERED = Waits for confirmation
payments-account-state-CONFIRMED = Confirmed
payments-account-state-REFUSED = Refused
payments-account-state-REPLACED = Replaced
payments-payee-reference = The municipality’s payment reference
payments-payee-reference-hint = Stands in the purpose, so that the treasury can assign the payment.
payments-bic-hint = Not needed for German accounts.
payments-bank-title = Bank details
payments-bank-lead = Payments go to this account. New bank details hold once a second person confirmed them after calling back; after a change, payments go there after 24 hours at the earliest.
payments-bank-none = No bank details are confirmed yet.
payments-holder-differs-title = Check the account holder
payments-holder-differs = The account is in the name of “{ $holder }”, the grant in the name of “{ $body }”. Please clear that up when you call back.
payments-bank-in-force = Bank details in force
payments-bank-waiting = Waiting for confirmation
payments-bank-enter = Give bank details
payments-bank-change = Change bank details
payments-bank-save = Hand in for confirmation
payments-bank-waits = A second person of the granting authority calls back and confirms the details.
payments-bank-confirm-lead = Please call back under a number that was known before, not one that came with the change.
payments-bank-confirm = Confirm
payments-bank-confirm-sure = Confirm the bank details? Future payments go there.
payments-bank-refuse = Refuse
payments-bank-refuse-hint = For example: not confirmed when called back.
payments-call-back = Note of the call back
payments-call-back-hint = Who was reached when under which known number?
payments-entered-at = Entered on
payments-entered-by = Entered by
payments-decided-by = Decided by
payments-usable-from = Payments possible from
payments-note = Note
payments-runs = Payment lists
payments-runs-lead = Everything ordered in a programme goes to the cash desk as a list and as a SEPA file. A payment request stands in one list only.
payments-runs-made = Lists made
payments-runs-empty = No payment list was made yet.
payments-run = Payment list
payments-run-open = Open the payment list
payments-run-number = Payment list { $number }
payments-run-created = Made on
payments-run-count = Payments
payments-run-waiting = Payments ordered
payments-run-create = Make payment list
payments-run-confirm = Make the payment list? The files are stored with their hashes.
payments-run-held-up-title = Ordered, but held back
payments-run-held-up = What is listed here does not go into the next payment list. It stays ordered until the reason is gone or it is sent back.
payments-run-held-why = Reason
payments-held-account = The bank details were changed since the order. Please have the payment redirected.
payments-held-grant = { $state ->
    [HEARING] A hearing on the grant is under way.
    [OBJECTED] A remedy against the notice is pending.
    [DELIVERED] The notice is no longer final.
    [ACCEPTED] The notice is no longer final.
    [REVOKED] The notice is revoked.
    [REVOKED_PART] The notice is revoked in part.
    [RECLAIMED] The grant is being reclaimed.
    [DECLINED] The notice is annulled.
    [OVERDUE] The statement of use is overdue.
    [REPORT_SUBMITTED] The statement of use is in already.
    [IN_AUDIT] The statement of use is being examined.
   *[other] As the grant stands no money may flow at present.
}
payments-all-held-back = Payments are ordered, but all of them have to wait ({ $count }). The reasons are on the page of payment lists.
payments-waits-held = The payment is ordered but held back:
payments-execution = Execution on
payments-cash-account = Paying account
payments-cash-account-lead = The cash desk pays for the programme from this account. A new account holds once a second person confirmed it.
payments-cash-account-missing = Not set yet
payments-message-id = Id of the SEPA message
payments-list-sha256 = Hash of the list (SHA-256)
payments-sepa-sha256 = Hash of the SEPA file (SHA-256)
payments-list-download = Download list (XLSX)
payments-sepa-download = Download SEPA file (XML)
payments-returns = Returned money
payments-received-on = Received (value date)
payments-return-record = Record returned money
payments-return-hint = Reason and where it is booked. A second person confirms it.
payments-return-confirm = Confirm
payments-return-discard = Discard
payments-return-RECORDED = Recorded
payments-return-CONFIRMED = Confirmed
payments-return-DISCARDED = Discarded
payments-task-submit = { $count ->
    [one] Submit a payment request
   *[other] Submit { $count } payment requests
 }
payments-task-factual = { $count ->
    [one] Check a payment request for facts
   *[other] Check { $count } payment requests for facts
 }
payments-task-arithmetic = { $count ->
    [one] Check the sums of a payment request
   *[other] Check the sums of { $count } payment requests
 }
payments-task-order = { $count ->
    [one] Order a payment
   *[other] Order { $count } payments
 }
payments-task-run = { $count ->
    [one] Give an ordered payment to the cash desk
   *[other] Give { $count } ordered payments to the cash desk
 }
payments-task-account = { $count ->
    [one] Confirm bank details
   *[other] Confirm { $count } bank details
 }
payments-task-return = { $count ->
    [one] Confirm returned money
   *[other] Confirm { $count } records of returned money
 }
payments-done-drafted = The payment request is saved as a draft, but not submitted yet.
payments-done-edited = The draft is changed.
payments-done-submitted = The payment request is submitted. The granting authority was told.
payments-done-factual = Certified as factually right.
payments-done-arithmetic = Certified as arithmetically right. The payment request waits for the order.
payments-done-ordered = The payment is ordered.
payments-done-redirected = The payment was redirected to the bank details in force.
payments-done-returned-INSTALMENT = The payment request was sent back. The municipality was told.
payments-done-returned-FINAL = The final instalment was sent back and put up for certification anew.
payments-done-cancelled = The payment request is withdrawn.
payments-done-account-entered = The bank details are entered and wait for a second person’s confirmation.
payments-done-account-confirmed = The bank details are confirmed.
payments-done-account-refused = The bank details are refused.
payments-done-run = The payment list is made.
payments-done-return-recorded = The returned money is recorded and waits for a second person’s confirmation.
payments-done-return-confirmed = The returned money is confirmed.
payments-done-return-discarded = The record is discarded.

payments-in-kind = This support is in kind; no money is requested.
payments-not-final = The notice is not final yet. Payment can be requested from { $day } on, or as soon as remedies are waived.
payments-not-final-open = The notice is not final yet. Payment can be requested once the period for remedies is over or remedies are waived.
payments-award-over = No more money of this grant can be requested. The granting authority initiates the final instalment.
payments-claim-runs = This grant is being heard about or claimed back. Book the money on the claim.
payments-not-settled = The final instalment can be ordered once the statement of use is accepted.
payments-year-over = The payment request belongs to budget year { $year } and can be ordered in that year only. Please send it back.
payments-final-kept = A final instalment is not cancelled; the municipality has it coming since the statement of use was accepted.
payments-amount-positive = The amount must be more than 0.00 €.
payments-over-award = At most { $left } can still be requested; { $retention } are paid once the statement of use is accepted.
payments-over-tranche = The tranche of budget year { $year } does not suffice: { $left } are possible.
payments-over-rest = Only { $left } of the award are still open.
payments-over-paid = At most { $left } of this payment can come back.
payments-need = Please declare that the amount is needed within { $months } months after payment.
payments-too-late = The last day for payment requests in budget year { $year } was { $day }.
payments-too-many = At most { $count } payment requests are possible in budget year { $year }.
payments-no-account = No bank details are confirmed yet. Please give some; a second person of the granting authority confirms them.
payments-account-blocked = The bank details were changed; payments are possible from { $at } at the earliest.
payments-account-waits = Bank details are waiting for confirmation already.
payments-account-unchanged = These bank details are in force already.
payments-account-wrong-ENTERED = The bank details wait for confirmation.
payments-account-wrong-CONFIRMED = The bank details are confirmed already.
payments-account-wrong-REFUSED = The bank details are refused already.
payments-account-wrong-REPLACED = The bank details are replaced already.
payments-iban = Please give a valid IBAN of the SEPA area; a German one has 22 characters.
payments-bic = Please give a valid BIC of 8 or 11 characters.
payments-in-run = The payment request was given to the cash desk. Only its answer can send it back.
payments-nothing-ordered = Nothing is ordered that can be paid.
payments-no-cash-account = No paying account is confirmed for the programme.
payments-execution-day = Please choose a working day within the next month.
payments-execution-year = Not of budget year { $year }: { $numbers }. Please choose a day of their year or send these requests back.
payments-not-paid = This payment request is not paid.
payments-return-day = The day of receipt lies between { $day } (payment) and today.
payments-return-state-RECORDED = The returned money waits for confirmation.
payments-return-state-CONFIRMED = The returned money is confirmed already.
payments-return-state-DISCARDED = The record is discarded already.
payments-wrong-state-DRAFT = The payment request is still a draft.
payments-wrong-state-SUBMITTED = The payment request is submitted; next it is certified as factually right.
payments-wrong-state-CERTIFIED_FACTUAL = The payment request is certified as factually right; next its sums are certified.
payments-wrong-state-CERTIFIED_ARITHMETIC = The payment request is checked and waits for the order.
payments-wrong-state-ORDERED = The payment is ordered already.
payments-wrong-state-PAID = The payment request is paid already.
payments-wrong-state-RETURNED = The payment request was sent back.
payments-wrong-state-CANCELLED = The payment request was withdrawn.

imports-kind-payments = Payment list of the cash desk
imports-kind-payments-hint = The cash desk’s answer with reference, amount, value date and state. Whoever checked the file does not apply it (four eyes).
payments-import-no-value-date = The list has no column “Wertstellung”; payments can’t be taken over without it.
payments-import-unknown = There is no ordered payment with the reference “{ $value }”.
payments-import-status = The state “{ $value }” is not known; possible are for example “ausgeführt” and “zurückgewiesen”.
payments-import-amount = { $ordered } were ordered, the cash desk says { $stated }.
payments-import-iban = The account is not the one that was ordered.
payments-import-value-missing = The value date is missing.
payments-import-value-day = The value date is before the order or in the future.
payments-import-twice = This payment stands further up in the list already.
payments-import-contradicts = The list says different things about this payment (status or value date). Please clear up with the cash desk what holds.
payments-import-known = This answer is known already.
payments-import-state-DRAFT = The payment request is not ordered yet.
payments-import-state-SUBMITTED = The payment request is not ordered yet.
payments-import-state-CERTIFIED_FACTUAL = The payment request is not ordered yet.
payments-import-state-CERTIFIED_ARITHMETIC = The payment request is not ordered yet.
payments-import-state-ORDERED = The payment is ordered, but in no payment list.
payments-import-state-PAID = The payment is known with another value date or another result.
payments-import-state-RETURNED = The payment request was sent back.
payments-import-state-CANCELLED = The payment request was withdrawn.
payments-import-sent-back = Sent back by the cash desk: { $words }

mail-m-p01-subject = Payment request { $reference } received
mail-m-p01-body = The payment request { $reference } for { $amount } was received and waits to be certified as factually right.
mail-m-p02-subject = Payment request { $reference } sent back
mail-m-p02-body = Your payment request { $reference } for { $amount } was sent back.

    Reason: { $reason }

    Please submit a new payment request if needed.
mail-m-p03-subject = Payment { $reference } to be ordered
mail-m-p03-body = The payment request { $reference } for { $amount } is certified and waits for the order.
mail-m-p04-subject = Payment { $reference } made
mail-m-p04-body = { $amount } were paid for your payment request { $reference }.

    Please use the amount by { $use_until }. Interest may be due on what is used later (§ 49a Abs. 4 LVwVfG).
mail-m-p05-subject = Payment requests for budget year { $year } by { $day }
mail-m-p05-body = { $amount } of your grant have not been requested in budget year { $year }.

    Please request what you need this year by { $day } at the latest. Amounts that are not requested may lapse with the budget year.
mail-m-p06-subject = Please confirm the use of { $reference }
mail-m-p06-body = The period for using the payment { $reference } of { $amount } is over.

    If money is not used yet, please tell us in the portal, at the project, under “Tell the office of a change”. If all of it is used, no answer is needed. Interest may be due on what is used later (§ 49a Abs. 4 LVwVfG).
mail-m-u02-subject = Bank details changed – please check
mail-m-u02-body = Other bank details were confirmed for your grant. The IBAN ends with { $digits }.

    Payments go there from { $usable } at the earliest. If you did not ask for the change, please tell the granting authority at once.
applications-event-payment-draft = Payment request drafted
applications-event-payment-edit = Payment request changed
applications-event-payment-submit = Payment request submitted
applications-event-payment-certify-factual = Certified as factually right
applications-event-payment-certify-arithmetic = Certified as arithmetically right
applications-event-payment-order = Payment ordered
applications-event-payment-redirect = Payment redirected to the bank details in force
applications-event-payment-send-to-cash-desk = Given to the cash desk
applications-event-payment-pay = Paid
applications-event-payment-send-back = Payment request sent back
applications-event-payment-cancel = Payment request withdrawn
applications-event-payment-release-retention = Final instalment initiated
applications-event-payment-return-record = Returned money recorded
applications-event-payment-return-confirm = Returned money confirmed
applications-event-payment-return-discard = Record of returned money discarded
applications-event-bank-account-enter = Bank details entered
applications-event-bank-account-confirm = Bank details confirmed
applications-event-bank-account-refuse = Bank details refused

# Unsettled bookings and payments matched wrongly
payments-lines = Unsettled bookings
payments-lines-lead = Lines of the cash desk's lists that fit no payment. They are settled by another person than the one who let the list in.
payments-lines-empty = There are no unsettled bookings.
payments-line = Booking of the cash desk
payments-line-reference = Reference
payments-line-without-reference = without reference
payments-line-payee = Payee
payments-line-iban = IBAN
payments-line-purpose = Purpose
payments-line-status = Status as the cash desk says
payments-line-file = List
payments-line-row = row { $row }
payments-line-finding = Why it was not matched
payments-line-state-OPEN = Unsettled
payments-line-state-MATCHED = Matched
payments-line-state-DISMISSED = Unrelated
payments-line-wrong-MATCHED = The booking is matched already.
payments-line-wrong-DISMISSED = The booking is marked as unrelated already.
payments-line-match = Match with the payment
payments-line-match-hint = How one can tell that it is this payment.
payments-line-match-confirm = The payment counts as paid then or, if the cash desk rejected it, as sent back. Continue?
payments-line-dismiss = Unrelated to payments
payments-line-waits = A head of unit or budget officer who did not let the list in settles the booking.
payments-line-none-awaited = No payment of this amount waits for the cash desk's word.
payments-line-not-awaited = This payment does not wait for the cash desk's word.
payments-line-no-value-date = The booking has no value date. Please ask the cash desk for a complete list.
payments-finding-PAYMENT_UNKNOWN = The reference is unknown.
payments-finding-STATUS_UNKNOWN = The status is unknown.
payments-finding-PAYMENT_CONTRADICTS = The list contradicts itself.
payments-finding-AMOUNT_DIFFERS = The amount differs from the order.
payments-finding-IBAN = The IBAN is not valid.
payments-finding-IBAN_DIFFERS = The bank details differ from the order.
payments-finding-VALUE_DATE_MISSING = The value date is missing.
payments-finding-VALUE_DATE = The value date cannot be right.
payments-finding-PAYMENT_STATE = The payment does not wait for the cash desk's word.
payments-done-line-matched = The booking is matched with the payment.
payments-done-line-dismissed = The booking is noted.
payments-task-lines = { $count ->
    [one] Settle an unsettled booking of the cash desk
   *[other] Settle { $count } unsettled bookings of the cash desk
}
payments-corrections = Correct the cash desk's confirmation
payments-correction-lead = If the cash desk's confirmation was matched with the wrong payment it is taken back; the payment counts as ordered again then. A second person confirms it.
payments-correction-record = Report a wrong match
payments-correction-reason = What is matched wrongly, and how one can tell
payments-correction-confirm = Take back
payments-correction-discard = Discard
payments-correction-sure = The payment counts as ordered and not paid then. Continue?
payments-correction-RECORDED = Reported
payments-correction-CONFIRMED = Taken back
payments-correction-DISCARDED = Discarded
payments-correction-returned = Money of this payment came back. The confirmation can no longer be taken back.
payments-done-correction-recorded = The wrong match is reported. A second person confirms it.
payments-done-correction-confirmed = The confirmation is taken back. The payment is ordered again.
payments-done-correction-discarded = The report is discarded.
applications-event-payment-unpay = Confirmation of the cash desk taken back
applications-event-payment-correction-record = Wrong match of a payment reported
applications-event-payment-correction-confirm = Wrong match of a payment taken back
applications-event-payment-correction-discard = Report of a wrong match discarded

# Stop of payments
payments-stop-title = Payments are stopped
payments-stop-set = Stop payments
payments-stop-reason = Why no money is to flow
payments-stop-confirm = Until the stop is lifted nothing is ordered and nothing goes into a payment list. Stop payments?
payments-stop-lift = Lift the stop
payments-stop-note = Why money may flow again
payments-stop-none = The payments are not stopped.
payments-stopped = The payments of this grant are stopped: { $reason }
payments-done-stop-set = The payments are stopped. Another person, head of unit or budget officer, can lift the stop.
payments-done-stop-lifted = The stop is lifted.
applications-event-payment-stop-set = Payments stopped
applications-event-payment-stop-lift = Stop of payments lifted
