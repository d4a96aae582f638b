# Bewilligungen
grants-title = Bewilligungen
grants-heading-CASH_GRANT = Zuwendung
grants-heading-IN_KIND = Prozessbegleitung als Sachleistung
grants-number = Aktenzeichen
grants-grantee = Empfänger
grants-project = Vorhaben
grants-mode = Art der Förderung
grants-mode-IN_KIND = Sachleistung (Prozessbegleitung)
grants-mode-CASH_GRANT = Zuwendung (Geld)
grants-amount = Betrag
grants-state = Stand
grants-state-PREPARED = In Vorbereitung
grants-state-COUNTERSIGNED = Mitgezeichnet
grants-state-ISSUED = Erlassen
grants-state-DELIVERED = Bekannt gegeben
grants-state-ACCEPTED = Angenommen
grants-state-DECLINED = Nicht angenommen
grants-state-REISSUE = Zustellung fehlgeschlagen
grants-state-OBJECTED = Rechtsbehelf eingelegt
grants-state-FINAL = Bestandskräftig
grants-state-IN_PAYMENT = In Auszahlung
grants-state-REPORT_DUE = Verwendungsnachweis fällig
grants-state-OVERDUE = Verwendungsnachweis überfällig
grants-state-REPORT_SUBMITTED = Verwendungsnachweis eingereicht
grants-state-IN_AUDIT = In Prüfung
grants-state-HEARING = Anhörung
grants-state-RECLAIMED = Erstattungsbescheid
grants-state-REVOKED_PART = Teilweise widerrufen
grants-state-SETTLED_OK = Anerkannt
grants-state-REVOKED = Aufgehoben
grants-state-CLOSED = Abgeschlossen
grants-all-states = Alle
grants-filter = Anzeigen
grants-empty = Zu dieser Ausschreibung gibt es noch keine Bewilligung. Sobald die Auswahl freigegeben ist, bereiten Sie hier die Bescheide vor.
grants-sum = Summe
grants-sum-all = Summe ohne nicht angenommene
grants-period = Zeitraum
grants-from = Beginn
grants-until = Ende
grants-cap = Höchstbetrag je Vorhaben
grants-minimum = Bagatellgrenze
grants-requested = Beantragt
grants-selected = Ausgewählt mit
grants-eligible = Zuwendungsfähige Ausgaben
grants-eligible-hint = Bei einer Sachleistung ihr Wert.
grants-financing = Finanzierungsart
grants-share = Anteil an den zuwendungsfähigen Ausgaben
grants-year = Haushaltsjahr
grants-years = Haushaltsjahre
grants-means = Mittel
grants-facts = Angaben
grants-next = Nächster Schritt
grants-hear = Anhörung vor Rücknahme oder Widerruf
grants-notice = Schreiben
grants-notice-kind = Art
grants-notice-AWARD = Zuwendungsbescheid
grants-notice-AGREEMENT = Zusage mit Kooperationsvereinbarung
grants-notice-AMENDMENT = Änderungsbescheid
grants-notice-REJECTION = Ablehnungsbescheid
grants-notice-HEARING = Anhörung
grants-notice-CLAIM = Erstattungsbescheid
grants-notice-REVOCATION = Widerrufsbescheid
grants-notice-ACCEPTANCE = Anerkennung des Verwendungsnachweises
grants-notice-PARTIAL_OFFER = Angebot eines Teilbetrags
grants-notice-date = Ausgefertigt
grants-notice-pages = Seiten
grants-notice-sha256 = Prüfsumme (SHA-256)
grants-notice-download = Schreiben herunterladen (PDF)
grants-purpose = Zweck
grants-objectives = Ziele und Erfolgskontrolle
grants-conditions = Weitere Auflagen
grants-conditions-hint = Je Zeile eine Auflage; sie steht zusätzlich zu den üblichen im Schreiben.
grants-german-hint = Der Text steht so im Schreiben.
grants-double-funding = Doppelförderung
grants-double-result = Ergebnis der Prüfung
grants-double-NONE = Keine Doppelförderung
grants-double-COMPLEMENTARY = Ergänzende Förderung, zulässig
grants-double-reason = Begründung
grants-double-funding-found = Weitere Förderung im selben Zeitraum
grants-double-funding-with = { $number } über { $amount }. Bitte prüfen Sie, ob dasselbe Vorhaben zweimal gefördert würde.
grants-group-money = Betrag und Haushaltsjahre
grants-group-content = Inhalt
grants-tranches-hint = Verteilen Sie den Betrag auf die Haushaltsjahre der Ausschreibung. Die Summe muss dem Betrag entsprechen.
grants-tranche-means = Mittel der Ausschreibung: { $means }
grants-prepare = Bewilligung vorbereiten
grants-save-prepared = Speichern und zur Mitzeichnung geben
grants-change = Ändern
grants-cancel = Abbrechen
grants-preview = Entwurf ansehen (PDF)
grants-preview-name = Entwurf
grants-signatures = Zeichnungen
grants-step = Schritt
grants-person = Person
grants-when = Zeitpunkt
grants-open = offen
grants-by-SB = Vorbereitet (Sachbearbeitung)
grants-by-BfdH = Mitgezeichnet (Haushalt)
grants-by-RL = Mitgezeichnet (Referatsleitung)
grants-by-issue = Erlassen (Referatsleitung)
grants-waits-signatures = Es fehlt noch mindestens eine Mitzeichnung. Haushalt und Referatsleitung zeichnen in beliebiger Reihenfolge; mit der zweiten werden die Mittel festgelegt.
grants-waits-issue = Das Schreiben wartet auf den Erlass durch die Referatsleitung.
grants-waits-delivery = Der Bescheid ist erlassen, aber noch nicht bekannt gegeben. Nach dem Abruf im Portal gilt er am folgenden Tag als bekannt gegeben, mit der Post am vierten Tag nach der Aufgabe. Danach kann die Annahme erklärt werden.
grants-countersign-RL = Als Referatsleitung mitzeichnen
grants-countersign-BfdH = Als Beauftragte/r für den Haushalt mitzeichnen
grants-countersign-confirm = Mitzeichnen? Mit der zweiten Mitzeichnung werden die Haushaltsmittel festgelegt.
grants-channel = Versand
grants-channel-PORTAL = Abruf im Förderportal
grants-channel-POST = Post
grants-issue = Erlassen und versenden
grants-issue-confirm = Erlassen? Das Schreiben wird endgültig ausgefertigt und die Kommune benachrichtigt.
grants-sent-on = Versendet am
grants-fetched-at = Im Portal abgerufen
grants-delivered-on = Bekannt gegeben am
grants-accept-until = Annahme bis
grants-answered-at = Erklärt am
grants-remark = Bemerkung
grants-remark-hint = Zum Beispiel: unterschriebene Vereinbarung eingegangen am 12.06.2026, Blatt 14 der Akte.
grants-remark-needed = Bitte geben Sie an, wo die unterschriebene Erklärung liegt.
grants-accept-IN_KIND = Kooperationsvereinbarung annehmen
grants-accept-CASH_GRANT = Zuwendung annehmen
grants-accept-lead-IN_KIND = Bitte lesen Sie die Kooperationsvereinbarung und nehmen Sie sie als zeichnungsberechtigte Person an. Damit kommt sie zustande.
grants-accept-lead-CASH_GRANT = Bitte erklären Sie als zeichnungsberechtigte Person, dass Sie die Zuwendung mit den Nebenbestimmungen des Bescheids annehmen.
grants-accept-lead-officer = Die Kommune hat ihren Antrag nicht im Portal gestellt. Erfassen Sie hier ihre unterschriebene Erklärung.
grants-accept-confirm = Verbindlich annehmen?
grants-decline-open = Nicht annehmen
grants-decline = Nicht annehmen
grants-decline-reason = Grund
grants-decline-confirm = Wirklich nicht annehmen? Die Mittel werden freigegeben und können an andere vergeben werden.
grants-details = Einzelheiten
grants-open-IN_KIND = Zusage und Vereinbarung öffnen
grants-open-CASH_GRANT = Bescheid und Einzelheiten öffnen
grants-figure-award = Bewilligt
grants-figure-paid = Bisher ausgezahlt
grants-figure-open = noch { $amount }
grants-figure-next = Nächster Termin
grants-figure-over = Termin ist verstrichen
grants-case-title = Geld und Zusage
grants-case-none = Das Vorhaben ist ausgewählt; eine Bewilligung ist noch nicht vorbereitet.
grants-tile-to-prepare = Noch vorzubereiten
grants-prepare-all = { $count ->
    [one] Eine Bewilligung vorbereiten
   *[other] Alle { $count } Bewilligungen vorbereiten
 }
grants-countersign-all = Alle mitzeichnen, die auf mich warten
grants-issue-all = { $count ->
    [one] Ein Schreiben erlassen
   *[other] Alle { $count } Schreiben erlassen
 }
grants-report-prepared = Vorbereitet: { $done }, nicht vorbereitet: { $refused }
grants-report-signed = Mitgezeichnet: { $done }, nicht mitgezeichnet: { $refused }
grants-report-issued = Erlassen: { $done }, nicht erlassen: { $refused }
grants-report-posted = Postaufgabe vermerkt: { $done }, nicht vermerkt: { $refused }
grants-results = Ergebnis je Vorhaben
grants-results-none = Es war nichts zu tun.
grants-result = Ergebnis
grants-refused = Nicht möglich
grants-back = Zurück zu den Bewilligungen
grants-task-prepare = { $count ->
    [one] Eine Bewilligung vorbereiten
   *[other] { $count } Bewilligungen vorbereiten
 }
grants-task-countersign = { $count ->
    [one] Eine Bewilligung mitzeichnen
   *[other] { $count } Bewilligungen mitzeichnen
 }
grants-task-issue = { $count ->
    [one] Ein Schreiben erlassen
   *[other] { $count } Schreiben erlassen
 }
grants-task-accept = { $count ->
    [one] Eine Bewilligung annehmen
   *[other] { $count } Bewilligungen annehmen
 }
grants-done-prepared = Die Bewilligung ist vorbereitet. Haushalt und Referatsleitung wurden zur Mitzeichnung benachrichtigt.
grants-done-signed = Ihre Mitzeichnung ist vermerkt. Es fehlt noch die zweite.
grants-done-countersigned = Die Bewilligung ist mitgezeichnet; die Haushaltsmittel sind festgelegt.
grants-done-issued = Das Schreiben ist erlassen. Die Kommune wurde benachrichtigt.
grants-done-accepted = Die Annahme ist erklärt. Das Vorhaben ist bewilligt.
grants-done-declined = Die Bewilligung wurde nicht angenommen. Die Mittel sind wieder frei.

grants-not-selected = Das Vorhaben ist nicht ausgewählt. Bewilligt werden kann nur, was die Steuerungsgruppe ausgewählt hat.
grants-not-released = Die Auswahlentscheidung ist noch nicht freigegeben.
grants-exists = Für dieses Vorhaben gibt es schon eine Bewilligung. Bitte öffnen Sie diese, um sie zu ändern.
grants-amount-positive = Der Betrag muss größer als 0,00 € sein.
grants-over-cap = Der Höchstbetrag je Vorhaben ist { $cap }; davon sind noch { $left } frei. Bitte verringern Sie den Betrag.
grants-over-selection = Ausgewählt wurde das Vorhaben mit { $selected }. Mehr kann nicht bewilligt werden.
grants-below-minimum = Die Bagatellgrenze ist { $minimum }. Darunter wird nicht bewilligt (R09).
grants-eligible-below = Die zuwendungsfähigen Ausgaben müssen mindestens { $amount } betragen.
grants-period-order = Das Ende darf nicht vor dem Beginn liegen.
grants-tranches-sum = Die Teilbeträge ergeben { $sum }, bewilligt werden sollen { $amount }.
grants-tranche-positive = Der Teilbetrag für { $year } muss größer als 0,00 € sein.
grants-tranche-year = Das Jahr { $year } gehört nicht zu den Haushaltsjahren der Ausschreibung.
grants-tranche-twice = Für { $year } gibt es mehrere Teilbeträge aus denselben Mitteln. Bitte fassen Sie sie zusammen.
grants-double-funding-reason = Bitte begründen Sie das Ergebnis der Prüfung auf Doppelförderung; der Bescheid gibt es als Begründung wieder.
grants-double-funding-check = Die Kommune erhält im selben Zeitraum eine weitere Förderung. Bitte prüfen Sie die Doppelförderung und bereiten Sie diese Bewilligung einzeln vor.
grants-no-budget-line = Der Ausschreibung ist keine Haushaltsstelle zugeordnet.
grants-missing-means = Die Haushaltsmittel reichen nicht für alle ausgewählten Vorhaben. Es fehlen: { $missing }
grants-signed-already = Diese Mitzeichnung liegt schon vor.
grants-not-delivered = Der Bescheid ist noch nicht bekannt gegeben. Die Annahme kann am Tag nach dem Abruf im Portal erklärt werden, bei Versand mit der Post ab dem vierten Tag nach der Aufgabe.
grants-withdraw-issued = Für dieses Vorhaben ist das Schreiben schon erlassen. Bitte erklären Sie dort, dass Sie die Förderung nicht annehmen.
grants-wrong-state-PREPARED = Die Bewilligung ist noch in Vorbereitung; zuerst zeichnen Haushalt und Referatsleitung mit.
grants-wrong-state-COUNTERSIGNED = Die Bewilligung ist mitgezeichnet und wartet auf den Erlass.
grants-wrong-state-ISSUED = Das Schreiben ist schon erlassen.
grants-wrong-state-DELIVERED = Der Bescheid ist schon bekannt gegeben.
grants-wrong-state-ACCEPTED = Die Bewilligung ist schon angenommen.
grants-wrong-state-DECLINED = Die Bewilligung wurde nicht angenommen.
grants-wrong-state-REISSUE = Das Schreiben ist nicht zugegangen und muss erneut bekannt gegeben werden.
grants-wrong-state-OBJECTED = Gegen den Bescheid ist ein Rechtsbehelf eingelegt; bis zur Entscheidung darüber ruht der Vorgang.
grants-wrong-state-FINAL = Der Bescheid ist schon bestandskräftig.
grants-wrong-state-IN_PAYMENT = Die Auszahlung hat schon begonnen.
grants-wrong-state-REPORT_DUE = Der Verwendungsnachweis ist fällig und liegt noch nicht vor.
grants-wrong-state-OVERDUE = Der Verwendungsnachweis ist überfällig und liegt noch nicht vor.
grants-wrong-state-REPORT_SUBMITTED = Der Verwendungsnachweis liegt vor und wartet auf die Prüfung.
grants-wrong-state-IN_AUDIT = Der Verwendungsnachweis wird gerade geprüft.
grants-wrong-state-HEARING = Die Anhörung läuft; zuerst muss sie abgeschlossen werden.
grants-wrong-state-RECLAIMED = Der Erstattungsbescheid ist erlassen.
grants-wrong-state-REVOKED_PART = Der Bescheid ist teilweise widerrufen oder zurückgenommen.
grants-wrong-state-SETTLED_OK = Der Verwendungsnachweis ist schon anerkannt.
grants-wrong-state-REVOKED = Der Bescheid ist aufgehoben.
grants-wrong-state-CLOSED = Der Vorgang ist abgeschlossen.
grants-over-award = Das übersteigt die Bewilligung: höchstens { $left }.
grants-over-tranche = Das übersteigt den Teilbetrag des Haushaltsjahres: möglich { $left }.
grants-over-spent = So weit lässt sich die Bewilligung nicht kürzen: { $left } sind schon angeordnet oder ausgezahlt.
grants-restore-spent = Von { $number } ist mehr angeordnet oder ausgezahlt, als ohne den Änderungsbescheid bewilligt wäre. Nehmen Sie die Anordnung zurück, oder warten Sie, bis das Geld zurück ist.
grants-missing-parts = Das Schreiben kann nicht ausgefertigt werden. Es fehlen: { $parts }
grants-part-authority = Bewilligungsbehörde
grants-part-reference = Aktenzeichen
grants-part-our_date = Datum
grants-part-recipient_lines = Anschrift des Empfängers
grants-part-subject = Betreff
grants-part-blocks = Text
grants-part-signatory_name = zeichnende Person
grants-part-signature_note = Hinweis zur elektronischen Ausfertigung
grants-part-grantee = Empfänger
grants-part-address = Anschrift des Empfängers
grants-part-title = Bezeichnung des Vorhabens
grants-part-purpose = Zweck
grants-part-objectives = Ziele
grants-part-amount = Betrag
grants-part-tranches = Teilbeträge nach Haushaltsjahren
grants-part-contact = Bearbeiterin oder Bearbeiter
grants-part-financing = Finanzierungsart
grants-part-eligible = zuwendungsfähige Ausgaben
grants-part-reasons = Begründung
grants-part-revocation = Widerrufsvorbehalt
grants-part-payment = Auszahlung
grants-part-statement = Verwendungsnachweis mit Stelle und Termin
grants-part-subsidy = subventionserhebliche Tatsachen
grants-part-conditions = Allgemeine Nebenbestimmungen
grants-part-publicity = Hinweis auf die Förderung und Datenschutz
grants-part-remedy = Rechtsbehelfsbelehrung (Gericht oder Widerspruchsstelle)

mail-m-g00-subject = { $count ->
    [one] Bewilligung { $number } zur Mitzeichnung
   *[other] { $count } Bewilligungen zur Mitzeichnung
 }
mail-m-g00-body = { $count ->
    [one] die Bewilligung für „{ $title }“ ist vorbereitet und wartet auf Ihre Mitzeichnung.
   *[other] { $count } Bewilligungen sind vorbereitet und warten auf Ihre Mitzeichnung.
 }
mail-m-g01-subject = { $mode ->
    [award] Zu Ihrem Antrag { $number } liegt ein Bescheid vor
   *[support] Zu Ihrem Antrag { $number } liegt eine Zusage vor
 }
mail-m-g01-body = { $mode ->
    [award]
        zu Ihrem Antrag „{ $title }“ liegt ein Bescheid vor.

        Bitte rufen Sie ihn innerhalb von 10 Tagen im Förderportal ab. Den Rechtsbehelf und die Frist für die Annahme finden Sie im Bescheid; annehmen kann ihn eine zeichnungsberechtigte Person.
   *[support]
        Ihr Vorhaben „{ $title }“ wird mit einer Prozessbegleitung unterstützt. Die Zusage und die Kooperationsvereinbarung liegen im Förderportal bereit.

        Bitte lesen Sie die Vereinbarung. Eine zeichnungsberechtigte Person kann sie dort annehmen.
 }
mail-m-g03-subject = Bescheid { $number } angenommen
mail-m-g03-body = die Zuwendung für „{ $title }“ wurde angenommen. Das Vorhaben ist bewilligt.
mail-m-a21-subject = Ein Schreiben zu Ihrem Antrag { $number }
mail-m-a21-body =
    zu Ihrem Antrag „{ $title }“ ist ein Schreiben ergangen. { $channel ->
        [POST] Sie erhalten es mit der Post; im Portal können Sie es schon jetzt ansehen.
       *[PORTAL] Bitte rufen Sie es im Portal ab.
    }
mail-m-g06-subject = Zuwendung { $number } nicht angenommen – Nachrücken prüfen
mail-m-g06-body = die Förderung für „{ $title }“ wurde nicht angenommen. Die Mittel sind freigegeben. Bitte prüfen Sie, ob ein Vorhaben der Nachrückliste gefördert werden kann.
applications-event-application-award = Bewilligt
applications-event-grant-prepare = Zusage oder Bescheid vorbereitet
applications-event-grant-countersign = Mitgezeichnet
applications-event-grant-issue = Erlassen
applications-event-grant-deliver = Bekannt gegeben
applications-event-grant-accept = Angenommen
applications-event-grant-decline = Nicht angenommen
applications-event-grant-withdraw = Mit dem Antrag beendet
applications-event-case-notice-issue = Schreiben erlassen
applications-event-case-notice-fetch = Schreiben im Portal abgerufen
applications-event-grant-choose-clauses = Nebenbestimmungen gewählt
applications-event-grant-fetch = Schreiben im Portal abgerufen
applications-event-grant-change = Vorbereitung geändert
applications-event-grant-order = Auszahlung angeordnet
applications-event-grant-cancel-order = Anordnung der Auszahlung aufgehoben
applications-event-grant-pay-out = Ausgezahlt
applications-event-grant-pay-back = Rückzahlung eingegangen
applications-event-grant-reduce = Bewilligung gekürzt
applications-event-grant-pay = Auszahlung begonnen
applications-event-grant-report-due = Verwendungsnachweis fällig
applications-event-grant-overdue = Verwendungsnachweis überfällig
applications-event-grant-report = Verwendungsnachweis eingereicht
applications-event-grant-report-back = Verwendungsnachweis zur Ergänzung zurückgegeben
applications-event-grant-audit = Prüfung des Verwendungsnachweises begonnen
applications-event-grant-settle = Verwendungsnachweis anerkannt
applications-event-grant-hear = Anhörung begonnen
applications-event-grant-hear-end = Anhörung ohne Forderung beendet
applications-event-grant-resume = Bewilligung läuft nach der Anhörung weiter
applications-event-grant-resume-unpaid = Bewilligung läuft nach der Anhörung weiter
applications-event-grant-await = Verwendungsnachweis wieder erwartet
applications-event-grant-audit-on = Prüfung nach dem Zinsbescheid fortgesetzt
applications-event-grant-reclaim = Erstattungsbescheid erlassen
applications-event-grant-revoke = Widerrufen
applications-event-grant-close = Vorgang abgeschlossen
applications-event-grant-extend = Frist des Verwendungsnachweises verlängert
applications-event-grant-uphold = Anhörung ohne Forderung beendet
applications-event-grant-reopen = Vorgang wieder eröffnet
grants-day-future = Der Tag liegt in der Zukunft.
grants-day-before = Der Tag liegt vor dem { $first }.
grants-dates = Termine
grants-attempt = { $count }. Versand
grants-line-posted = Zur Post gegeben
grants-line-sent = Im Portal bereitgestellt
grants-line-fetched = Im Portal abgerufen
grants-line-fetch-until = Abruf im Portal bis
grants-line-proven = Zugang nachgewiesen
grants-line-will-be-delivered = Gilt als bekannt gegeben
grants-line-delivered = Bekannt gegeben
grants-line-accepted = Angenommen
grants-line-declined = Nicht angenommen
grants-line-accept-until = Annahme erklären bis
grants-line-waived = Verzicht auf Rechtsbehelf eingegangen
grants-line-objected = Rechtsbehelf eingelegt
grants-line-settled = Rechtsbehelf erledigt
grants-line-flawed = Ein Jahr, weil die Rechtsbehelfsbelehrung fehlt oder falsch ist
grants-line-remedy-until = Ende der Rechtsbehelfsfrist
grants-line-final = Bestandskräftig
grants-line-will-be-final = Wird bestandskräftig
grants-reissue-lead = Der Bescheid ist nicht angekommen. Senden Sie ihn noch einmal; alle Fristen beginnen neu.
grants-reissue = Erneut versenden
grants-waive = Auf Rechtsbehelf verzichten
grants-waive-lead = Mit dem Verzicht wird der Bescheid bestandskräftig, sobald Sie ihn auch angenommen haben. Danach können Sie Mittel abrufen. Der Verzicht kann nicht zurückgenommen werden.
grants-waive-confirm = Verbindlich auf Rechtsbehelfe gegen diesen Bescheid verzichten?
grants-waive-record = Schriftlichen Verzicht auf Rechtsbehelf erfassen
grants-waive-hint = Zum Beispiel: unterschriebener Verzicht, Blatt 15 der Akte.
grants-arrived-on = Eingegangen am
grants-send-back = Zur Vorbereitung zurückgeben
grants-send-back-reason = Was zu ändern ist
grants-send-back-confirm = Beide Mitzeichnungen entfallen; die Mittel bleiben für den Antrag vorgemerkt. Fortfahren?
grants-done-sent-back = Die Bewilligung ist wieder in Vorbereitung.
grants-posting = Tag der Postaufgabe vermerken
grants-posting-all = Postaufgabe für { $count } Bescheide vermerken
grants-posted-on = Zur Post gegeben am
grants-posted-hint = Von diesem Tag an rechnen Bekanntgabe und alle Fristen.
grants-posted-round-hint = Gilt für alle Bescheide dieser Ausschreibung, die bis zu diesem Tag mit der Post versandt wurden und noch keinen Vermerk haben. Von diesem Tag an rechnen Bekanntgabe und alle Fristen.
grants-posted-after-receipt = Der Zugang ist für den { $proven } nachgewiesen; die Postaufgabe kann nicht später gewesen sein.
grants-done-posted = Der Tag der Postaufgabe ist vermerkt.
grants-prove = Zugang nachweisen
grants-prove-hint = Ein späterer Zugang zählt und verschiebt alle Fristen; ein früherer verkürzt nichts.
grants-received-on = Zugegangen am
grants-proof = Nachweis
grants-returned = Rücklauf der Post erfassen
grants-returned-on = Zurückgekommen am
grants-returned-why = Grund
grants-returned-confirm = Der Bescheid gilt dann als nicht bekannt gegeben. Fortfahren?
grants-object = Rechtsbehelf erfassen
grants-filed-on = Eingelegt am
grants-object-where = Gericht oder Stelle und Fundstelle in der Akte
grants-settle-remedy = Ende des Rechtsbehelfs erfassen
grants-remedy-outcome = Ausgang
grants-remedy-WITHDRAWN = Zurückgenommen
grants-remedy-DECIDED = Rechtskräftig entschieden, der Bescheid bleibt bestehen
grants-remedy-ANNULLED = Bescheid aufgehoben; die Mittel werden frei, das Vorhaben ist wieder ausgewählt
grants-settled-on = Am
grants-flaw = Rechtsbehelfsbelehrung fehlt oder ist falsch
grants-flaw-what = Was fehlt oder ist falsch?
grants-flaw-confirm = Die Frist verlängert sich auf ein Jahr ab Bekanntgabe. Fortfahren?
grants-not-posted = Das gilt nur für einen Bescheid, der mit der Post versandt wurde.
grants-provision-ended = Der Bescheid wurde nicht innerhalb von 10 Tagen abgerufen; seine Bereitstellung ist beendet. Die Bewilligungsstelle versendet ihn erneut.
grants-waived-already = Auf Rechtsbehelfe wurde schon verzichtet.
grants-remedy-too-late = Nach dem Ende der Rechtsbehelfsfrist oder nach einem Verzicht ist der Bescheid bestandskräftig.
grants-annul-after-payment = Von der Zuwendung ist Geld angeordnet oder ausgezahlt. Bitte lassen Sie zuerst die Anordnungen zurückgeben und das Ausgezahlte zurückholen.
grants-flaw-after-payment = Von der Zuwendung ist schon Geld ausgezahlt. Bitte klären Sie zuerst, was damit geschieht.
grants-share-basis = Aufteilung auf die Kommunen
grants-share-basis-AGREED = Nach der Vereinbarung der Kommunen im Antrag
grants-share-basis-EQUAL = Zu gleichen Teilen
grants-share-basis-POPULATION = Nach Einwohnerzahl
grants-share-basis-wrong = Bitte wählen Sie, wie der Betrag auf die beteiligten Kommunen aufgeteilt wird.
grants-shares = Anteile der Kommunen
grants-body = Kommune
grants-population = Einwohner
grants-task-reissue = { $count ->
    [one] Einen Bescheid erneut versenden
   *[other] { $count } Bescheide erneut versenden
 }
grants-task-amend-check = { $count ->
    [one] Einen Änderungsantrag prüfen
   *[other] { $count } Änderungsanträge prüfen
 }
grants-task-amend-sign = { $count ->
    [one] Eine Änderung mitzeichnen
   *[other] { $count } Änderungen mitzeichnen
 }
grants-task-amend-refuse = { $count ->
    [one] Einen Änderungsantrag ablehnen, über den nicht mehr entschieden werden kann
   *[other] { $count } Änderungsanträge ablehnen, über die nicht mehr entschieden werden kann
 }
grants-task-amend-issue = { $count ->
    [one] Einen Änderungsbescheid erlassen
   *[other] { $count } Änderungsbescheide erlassen
 }
grants-done-returned = Der Rücklauf ist erfasst. Der Bescheid muss erneut versandt werden.
grants-done-reissued = Der Bescheid ist erneut versandt.
grants-done-proven = Der Nachweis ist erfasst.
grants-done-waived = Der Verzicht ist erfasst. Der Bescheid wird mit der Annahme bestandskräftig.
grants-done-final = Der Bescheid ist bestandskräftig. Mittel können abgerufen werden.
grants-done-objected = Der Rechtsbehelf ist erfasst. Die Referatsleitung wurde benachrichtigt.
grants-done-remedy-settled = Das Ende des Rechtsbehelfs ist erfasst.
grants-done-annulled = Die Aufhebung ist erfasst; die Mittel sind frei.
grants-done-flawed = Die Rechtsbehelfsfrist beträgt jetzt ein Jahr.

grants-amend-past = Die Bewilligung kann nicht mehr geändert werden. Der Antrag kann noch zurückgenommen oder abgelehnt werden.
grants-amend-title = Änderung beantragen
grants-amend-lead = Ein Antrag kann mehrere Änderungen enthalten. Bevor Sie ihn einreichen, sehen Sie, was er bewirkt.
grants-amend-ask = Änderung beantragen
grants-amend-list = Änderungen
grants-amend-number = Änderung { $number }
grants-amend-kinds = Was soll sich ändern?
grants-amend-kind-TIME = Bewilligungszeitraum
grants-amend-kind-PLAN_SHIFT = Verschiebung im Kosten- und Finanzierungsplan
grants-amend-kind-PARTNER = Beteiligte Kommunen
grants-amend-kind-SCOPE = Zweck und Ziele
grants-amend-kind-AMOUNT_DOWN = Geringerer Betrag
grants-amend-kind-TRANCHE_SHIFT = Teilbeträge nach Haushaltsjahren
grants-amend-hidden-open = steht schon in Änderung { $number }, die noch offen ist.
grants-amend-hidden-years = die Ausschreibung hat Mittel nur für ein Jahr.
grants-amend-hidden-spent = der ganze Betrag ist schon angeordnet oder ausgezahlt.
grants-amend-no-plan = zum Antrag gibt es keinen Kosten- und Finanzierungsplan.
grants-amend-until = Neues Ende
grants-amend-now-until = Bisher { $day }.
grants-amend-amount = Neuer Betrag
grants-amend-eligible = Neue zuwendungsfähige Ausgaben (wenn sie sich ändern)
grants-amend-now = Bisher { $amount }.
grants-amend-years-hint = Tragen Sie alle Teilbeträge so ein, wie sie sein sollen. Ihre Summe ist der Betrag der Bewilligung. Was in einem Jahr angeordnet oder ausgezahlt ist, bleibt dort.
grants-amend-plan-hint = Tragen Sie alle Positionen so ein, wie sie sein sollen. Die Summe bleibt gleich.
grants-amend-leave = Diese Kommunen scheiden aus
grants-amend-join = Diese Kommunen kommen hinzu
grants-amend-join-hint = Je Zeile ein Name oder amtlicher Schlüssel.
grants-amend-why = Begründung
grants-amend-reason = Begründung
grants-amend-file = Anlage (PDF, Word, Excel oder Bild)
grants-amend-preview = Weiter zur Vorschau
grants-amend-preview-lead = Das würde diese Änderung bewirken. Erst mit dem Einreichen wird sie geprüft.
grants-amend-nothing = Bitte wählen Sie mindestens eine Änderung.
grants-amend-same = Das ist keine Änderung.
grants-amend-not-less = Der neue Betrag muss unter { $amount } liegen.
grants-amend-not-more = Es können nicht mehr als { $amount } anerkannt werden.
grants-amend-year-spent = Für { $year } sind schon { $spent } angeordnet oder ausgezahlt.
grants-amend-plan-items = Nur Ausgaben können verschoben werden, und keine darf negativ sein.
grants-amend-plan-total = Die Positionen ergeben { $sum }, der Plan hat { $total }.
grants-amend-basis = Bitte wählen Sie gleiche Teile oder die Einwohnerzahl.
grants-amend-no-partner = Diese Kommune ist nicht beteiligt.
grants-amend-partner-twice = Diese Kommune ist schon beteiligt.
grants-amend-no-body = Diese Kommune ist nicht bekannt.
grants-amend-effect = Wirkung
grants-amend-what = Angabe
grants-amend-item = Position
grants-amend-plan = Kosten- und Finanzierungsplan
grants-amend-before = bisher
grants-amend-after = neu
grants-amend-report-due = Verwendungsnachweis bis
grants-amend-over-limit-title = Über der Grenze für Verschiebungen ohne Zustimmung
grants-amend-over-limit = { $item }: ohne Zustimmung höchstens { $limit }, beantragt { $over } mehr.
grants-amend-wanted = Beantragt
grants-amend-wants-until = Neues Ende: { $day }
grants-amend-wants-amount = Neuer Betrag: { $amount }
grants-amend-leaves = { $name } scheidet aus
grants-amend-joins = { $name } kommt hinzu
grants-amend-no-longer = Die Änderung passt nicht mehr zur Bewilligung
grants-amend-request-facts = Antrag
grants-amend-requested-at = Gestellt
grants-amend-award = Fassung
grants-amend-by = Beantragt
grants-amend-by-SB = Geprüft (Sachbearbeitung)
grants-amend-returned = Zur Ergänzung zurückgegeben
grants-amend-refused = Abgelehnt
grants-amend-checked = Ergebnis der Prüfung
grants-amend-waits-check = Der Antrag wartet auf die Prüfung durch die Sachbearbeitung.
grants-amend-request = Einreichen
grants-amend-withdraw = Zurücknehmen
grants-amend-withdraw-confirm = Den Änderungsantrag zurücknehmen?
grants-amend-check = Geprüft, zur Mitzeichnung geben
grants-amend-check-text = Ergebnis der Prüfung
grants-amend-return = Zur Ergänzung zurückgeben
grants-amend-return-text = Was fehlt?
grants-amend-refuse = Ablehnen
grants-amend-refuse-text = Begründung der Ablehnung
grants-amend-issue-confirm = Erlassen? Die Bewilligung erhält eine neue Fassung, die Haushaltsmittel werden angepasst.
grants-amend-state-DRAFT = Entwurf
grants-amend-state-REQUESTED = Beantragt
grants-amend-state-CHECKED = Geprüft
grants-amend-state-COUNTERSIGNED = Mitgezeichnet
grants-amend-state-ISSUED = Erlassen
grants-amend-state-REFUSED = Abgelehnt
grants-amend-state-WITHDRAWN = Zurückgenommen
grants-amend-state-ANNULLED = Aufgehoben
grants-amend-wrong-state-DRAFT = Der Antrag ist noch nicht eingereicht.
grants-amend-wrong-state-REQUESTED = Der Antrag ist eingereicht und wartet auf die Prüfung.
grants-amend-wrong-state-CHECKED = Der Antrag ist schon geprüft.
grants-amend-wrong-state-COUNTERSIGNED = Die Änderung ist schon mitgezeichnet.
grants-amend-wrong-state-ISSUED = Die Änderung ist schon erlassen.
grants-amend-wrong-state-REFUSED = Der Antrag ist abgelehnt.
grants-amend-wrong-state-WITHDRAWN = Der Antrag ist zurückgenommen.
grants-amend-wrong-state-ANNULLED = Der Änderungsbescheid ist aufgehoben; es gilt wieder, was vorher bewilligt war.
grants-not-amendable = Geändert werden kann ein bestandskräftiger Zuwendungsbescheid bis zum Ende des Bewilligungszeitraums.
grants-versions = Fassungen der Bewilligung
grants-version-by = Grund
grants-version-first = Erster Bescheid
grants-version-cut = Kürzung durch die Bewilligungsstelle
grants-done-amend-drafted = Der Entwurf ist gespeichert. Bitte prüfen Sie die Wirkung und reichen Sie ihn ein.
grants-done-amend-requested = Der Änderungsantrag ist eingereicht.
grants-done-amend-checked = Die Prüfung ist vermerkt. Haushalt und Referatsleitung können mitzeichnen.
grants-done-amend-countersigned = Die Änderung ist mitgezeichnet.
grants-done-amend-issued = Der Änderungsbescheid ist erlassen. Die Kommune wurde benachrichtigt.
grants-done-amend-returned = Der Antrag ist zur Ergänzung zurückgegeben.
grants-done-amend-refused = Der Antrag ist abgelehnt.
grants-done-amend-withdrawn = Der Antrag ist zurückgenommen.

mail-m-g02-subject = Bekanntgabe fehlgeschlagen: { $number }
mail-m-g02-body = der Bescheid für „{ $title }“ ist nicht angekommen: Er kam mit der Post zurück oder wurde nicht innerhalb von 10 Tagen im Portal abgerufen. Bitte versenden Sie ihn erneut.
mail-m-g04-subject = Rechtsbehelf gegen Bescheid { $number }
mail-m-g04-body = gegen den Bescheid für „{ $title }“ wurde ein Rechtsbehelf eingelegt. Bis zu seiner Erledigung wird der Bescheid nicht bestandskräftig; es wird nichts ausgezahlt.
mail-m-g05-subject = Bescheid { $number } bestandskräftig – Mittelabruf möglich
mail-m-g05-body =
    der Bescheid für „{ $title }“ ist bestandskräftig.

    Sie können jetzt im Förderportal Mittel abrufen, jedoch nur, was Sie innerhalb von { $months ->
        [one] einem Monat
       *[other] { $months } Monaten
    } nach der Auszahlung benötigen.
mail-m-g07-subject = Änderungsbescheid zu { $number }
mail-m-g07-body = der Bescheid für „{ $title }“ wurde geändert. Den Änderungsbescheid und die neue Fassung der Bewilligung finden Sie im Förderportal.
applications-event-grant-return = Bescheid mit der Post zurückgekommen
applications-event-grant-fetch-over = Bescheid nicht rechtzeitig abgerufen
applications-event-grant-reissue = Bescheid erneut versandt
applications-event-grant-posted = Postaufgabe vermerkt
applications-event-grant-send-back = Zur Vorbereitung zurückgegeben
applications-event-grant-decline-overdue = Nicht fristgerecht angenommen
applications-event-grant-prove = Zugang nachgewiesen
applications-event-grant-waive = Verzicht auf Rechtsbehelf
applications-event-grant-object = Rechtsbehelf eingelegt
applications-event-grant-annul = Bescheid im Rechtsbehelfsverfahren aufgehoben
applications-event-application-annul = Bewilligung aufgehoben
applications-event-application-decline = Bewilligung nicht angenommen
applications-event-application-decline-overdue = Bewilligung nicht fristgerecht angenommen
applications-event-grant-settle-remedy = Rechtsbehelf erledigt
applications-event-grant-flaw-remedy = Fehler der Rechtsbehelfsbelehrung vermerkt
applications-event-grant-final = Bestandskräftig
applications-event-grant-amend = Bewilligung geändert
applications-event-grant-restore = Frühere Bewilligung gilt wieder: Änderungsbescheid aufgehoben
applications-event-grant-amendment-annul = Änderungsbescheid aufgehoben
applications-event-grant-amendment-draft = Änderungsantrag begonnen
applications-event-grant-amendment-change = Änderungsantrag bearbeitet
applications-event-grant-amendment-request = Änderung beantragt
applications-event-grant-amendment-check = Änderungsantrag geprüft
applications-event-grant-amendment-countersign = Änderung mitgezeichnet
applications-event-grant-amendment-issue = Änderungsbescheid erlassen
applications-event-grant-amendment-fetch = Änderungsbescheid im Portal abgerufen
applications-event-grant-amendment-return = Änderungsantrag zur Ergänzung zurückgegeben
applications-event-grant-amendment-refuse = Änderungsantrag abgelehnt
applications-event-grant-amendment-withdraw = Änderungsantrag zurückgenommen

# Schreiben einer Entscheidungsrunde
grants-letters = Schreiben der Runde
grants-letters-names-other = Die Begründung nennt eine andere antragstellende Kommune ({ $name }, { $number }). Bitte ändern Sie die Begründung; das Schreiben wurde nicht erlassen.
grants-letters-lead = Ablehnungen und Angebote eines Teilbetrags für alle auf einmal erlassen; was mit der Post geht, in einer Datei drucken.
grants-letter-AWARD = Zuwendungsbescheid
grants-letter-AGREEMENT = Zusage mit Kooperationsvereinbarung
grants-letter-REJECTION = Ablehnung
grants-letter-PARTIAL_OFFER = Angebot eines Teilbetrags
grants-letters-wait-REJECTION = Abgelehnte Anträge, für die noch kein Schreiben erlassen ist: { $count }
grants-letters-wait-PARTIAL_OFFER = Ausgewählte Anträge, denen weniger angeboten wird, als gefördert werden könnte: { $count }
grants-letters-issue = Schreiben erlassen ({ $count })
grants-letters-confirm = Alle Schreiben erlassen? Sie werden abgelegt und lassen sich nicht mehr ändern.
grants-letters-post = Mit der Post
grants-letters-post-text = Eine Datei enthält die Liste der Anschriften und die Schreiben in ihrer Reihenfolge. Jedes Schreiben ist außerdem einzeln abgelegt.
grants-letters-no-post = In dieser Runde geht kein Schreiben mit der Post.
grants-letters-kind = Schreiben
grants-letters-count = Anzahl
grants-letters-files = Dateien
grants-letters-print = Druckdatei (PDF)
grants-letters-volume = Druckdatei, Teil { $volume } (PDF)
grants-letters-addresses = Anschriften
grants-letters-filed = Erlassene Schreiben
grants-letters-none = Es ist noch kein Schreiben erlassen.
grants-letters-applicant = Empfänger
grants-letters-address = Anschrift
grants-letters-sent = Abgesandt am
grants-letters-place = Nr.
grants-letters-pages = Seiten
grants-letters-back = Zurück zu den Schreiben
grants-letters-report = { $done } erlassen, { $refused } nicht möglich
grants-letters-notes = Hinweise
grants-letters-notes-at = Datenstand
grants-letters-notes-by = Erstellt für
grants-letters-notes-what = Inhalt
grants-case-letters = Schreiben

# Nebenbestimmungen eines Bescheids
grants-clauses = Nebenbestimmungen
grants-clauses-lead = Was in den Bescheid kommt. Es gilt die Fassung vom Tag des Erlasses; der Bescheid behält sie.
grants-clauses-choose = Diese Nebenbestimmungen aufnehmen
grants-clauses-hint = Was immer in den Bescheid kommt, steht nicht zur Wahl. Eine Änderung hebt eine erste Mitzeichnung auf.
grants-clauses-save = Auswahl speichern
grants-clause-state = Im Bescheid
grants-clause-always = immer
grants-clause-in = ja
grants-clause-out = nein
grants-done-clauses = Die Nebenbestimmungen sind gewählt.
grants-inform = Änderung mitteilen
grants-inform-lead = Teilen Sie unverzüglich mit, wenn Sie weitere Zuwendungen beantragen oder erhalten, wenn sich Zweck, Ausgaben oder Finanzierung ändern oder wenn Sie Mittel nicht rechtzeitig verwenden können. Soll der Bescheid geändert werden, stellen Sie bitte einen Änderungsantrag.
grants-inform-list = Mitteilungen der Kommune
grants-inform-kind = Worum geht es?
grants-inform-kind-OTHER_GRANT = Weitere Zuwendung
grants-inform-kind-PURPOSE = Geänderter Zweck oder Zeitplan
grants-inform-kind-COSTS = Geänderte Ausgaben oder Finanzierung
grants-inform-kind-UNUSED = Nicht benötigte oder nicht rechtzeitig verwendete Mittel
grants-inform-kind-INSOLVENCY = Insolvenz eines Beteiligten
grants-inform-text = Mitteilung
grants-inform-note = Was folgt daraus?
grants-inform-take-note = Zur Kenntnis nehmen
grants-inform-noted = Kenntnisnahme
grants-inform-not-running = Mitteilungen gehören zu einer erlassenen Zuwendung, die noch nicht abgeschlossen ist.
grants-task-answer-overdue = { $count ->
    [one] Annahme auf Papier überfällig: erfassen oder ablehnen
   *[other] { $count } Annahmen auf Papier überfällig: erfassen oder ablehnen
 }
grants-task-note = { $count ->
    [one] Eine Mitteilung einer Kommune zur Kenntnis nehmen
   *[other] Mitteilungen zu { $count } Bewilligungen zur Kenntnis nehmen
 }
grants-done-informed = Ihre Mitteilung ist bei der Bewilligungsstelle eingegangen.
grants-done-noted = Die Kenntnisnahme ist vermerkt.
applications-event-grant-information-tell = Mitteilung der Kommune
applications-event-grant-information-note = Mitteilung zur Kenntnis genommen

# Bescheide nach der Zuwendung, Einwilligung, Wiedereinsetzung, Angebot eines Teilbetrags
grants-acts = Weitere Bescheide und ihre Bekanntgabe
grants-act = Bescheid
grants-act-waive-lead = Mit dem Verzicht wird dieser Bescheid sofort bestandskräftig. Er kann nicht zurückgenommen werden.
grants-done-act = Der Vorgang ist vermerkt.
grants-delivery-state-ISSUED = Erlassen
grants-delivery-state-REISSUE = Zustellung fehlgeschlagen
grants-delivery-state-DELIVERED = Bekannt gegeben
grants-delivery-state-OBJECTED = Rechtsbehelf eingelegt
grants-delivery-state-FINAL = Bestandskräftig
grants-delivery-state-ANNULLED = Aufgehoben
grants-delivery-wrong-state-ISSUED = Der Bescheid ist noch nicht bekannt gegeben.
grants-delivery-wrong-state-REISSUE = Der Bescheid ist nicht angekommen. Bitte versenden Sie ihn zuerst erneut.
grants-delivery-wrong-state-DELIVERED = Der Bescheid ist bekannt gegeben, seine Rechtsbehelfsfrist läuft.
grants-delivery-wrong-state-OBJECTED = Gegen den Bescheid ist ein Rechtsbehelf eingelegt. Bitte vermerken Sie zuerst, wie er ausgegangen ist.
grants-delivery-wrong-state-FINAL = Der Bescheid ist bestandskräftig.
grants-delivery-wrong-state-ANNULLED = Der Bescheid ist aufgehoben.
grants-amendment-open = Der Änderungsbescheid ist noch nicht bestandskräftig. Bis dahin kann nur ausgezahlt werden, was auch der frühere Bescheid bewilligt: höchstens { $left }.
grants-channel-post-only = Die Kommune hat dem Abruf im Förderportal nicht zugestimmt (§ 41 Abs. 2a LVwVfG). Das Schreiben geht mit der Post.
grants-channel-fallback = Wer dem Abruf im Förderportal nicht zugestimmt hat, erhält das Schreiben mit der Post.
grants-no-portal-consent = Die Kommune hat der Bekanntgabe über das Förderportal nicht zugestimmt (§ 41 Abs. 2a LVwVfG). Bitte versenden Sie das Schreiben mit der Post oder erfassen Sie die Einwilligung.
grants-consent = Elektronische Bekanntgabe
grants-consent-case = Elektronische Bekanntgabe
grants-consent-lead = Bescheide werden nur dann über das Förderportal bekannt gegeben, wenn die Kommune eingewilligt hat. Ein Bescheid gilt am Tag nach dem Abruf als bekannt gegeben. Wird er nicht innerhalb von zehn Tagen abgerufen, wird er erneut versandt.
grants-consent-since = Die Einwilligung gilt seit dem { $day }.
grants-consent-none = Es liegt keine Einwilligung vor. Bescheide gehen mit der Post.
grants-consent-there = Die Einwilligung liegt schon vor.
grants-consent-on = Datum der Erklärung
grants-consent-paper = Wo die unterschriebene Erklärung liegt
grants-consent-give = Einwilligung erteilen
grants-consent-give-confirm = Sollen Bescheide künftig über das Förderportal bekannt gegeben werden?
grants-consent-revoke = Einwilligung widerrufen
grants-consent-revoke-confirm = Sollen Bescheide künftig wieder mit der Post kommen?
grants-consent-history = Bisherige Erklärungen
grants-consent-given-on = Erteilt am
grants-consent-by = Erklärt oder erfasst von
grants-consent-revoked-on = Widerrufen am
grants-consent-revoked-by = Widerruf von
grants-done-consent = Die Einwilligung ist erteilt.
grants-done-consent-revoked = Die Einwilligung ist widerrufen.
grants-reinstatement = Wiedereinsetzung in den vorigen Stand
grants-reinstatement-list = Anträge auf Wiedereinsetzung
grants-reinstatement-facts = Der Antrag
grants-reinstatement-lead = Wer die Rechtsbehelfsfrist ohne Verschulden versäumt hat, kann innerhalb von zwei Wochen nach Wegfall des Hindernisses Wiedereinsetzung beantragen (§ 32 LVwVfG). In derselben Zeit ist der Rechtsbehelf nachzuholen.
grants-reinstatement-ask = Wiedereinsetzung beantragen
grants-reinstatement-ceased-on = Hindernis weggefallen am
grants-reinstatement-requested-on = Antrag eingegangen am
grants-reinstatement-filed-on = Rechtsbehelf nachgeholt am
grants-reinstatement-filed-hint = Der Tag, an dem Klage oder Widerspruch eingelegt wurde.
grants-reinstatement-grounds = Warum die Frist ohne Verschulden versäumt wurde
grants-reinstatement-missed-on = Versäumte Frist
grants-reinstatement-until = Antrag und Rechtsbehelf spätestens am
grants-reinstatement-reasons = Begründung
grants-reinstatement-proposal = Vorschlag
grants-reinstatement-propose = Vorschlag vorlegen
grants-reinstatement-propose-grant = Wiedereinsetzung gewähren
grants-reinstatement-propose-refuse = Wiedereinsetzung ablehnen
grants-reinstatement-decide = Dem Vorschlag folgen
grants-reinstatement-decide-confirm = Soll wie vorgeschlagen entschieden werden?
grants-reinstatement-return = An die Sachbearbeitung zurückgeben
grants-reinstatement-by = Erfasst von
grants-reinstatement-proposed-by = Vorgeschlagen von
grants-reinstatement-decided-by = Entschieden von
grants-reinstatement-waits-officer = Die Sachbearbeitung prüft den Antrag.
grants-reinstatement-waits-head = Die Referatsleitung entscheidet über den Antrag; es muss eine andere Person sein als die, die den Vorschlag gemacht hat.
grants-reinstatement-state-REQUESTED = Beantragt
grants-reinstatement-state-PROPOSED = Zur Entscheidung
grants-reinstatement-state-GRANTED = Gewährt
grants-reinstatement-state-REFUSED = Abgelehnt
grants-reinstatement-wrong-state-REQUESTED = Zu dem Antrag liegt noch kein Vorschlag vor.
grants-reinstatement-wrong-state-PROPOSED = Der Antrag liegt schon zur Entscheidung vor.
grants-reinstatement-wrong-state-GRANTED = Die Wiedereinsetzung ist schon gewährt.
grants-reinstatement-wrong-state-REFUSED = Die Wiedereinsetzung ist schon abgelehnt.
grants-reinstatement-not-missed = Der Bescheid ist nicht bestandskräftig: Eine Frist ist nicht versäumt.
grants-reinstatement-in-time = Der Rechtsbehelf war rechtzeitig: Die Frist endete erst am { $day }.
grants-reinstatement-ceased = Der Antrag kann nicht vor dem Wegfall des Hindernisses eingegangen sein.
grants-reinstatement-too-late = Antrag oder Rechtsbehelf kam nach dem { $day }. Wiedereinsetzung kann nicht mehr gewährt werden.
grants-done-reinstatement = Der Vorgang ist vermerkt.
grants-offer-lead = Das Vorhaben kann mit einem Teilbetrag gefördert werden. Nehmen Sie an, wird die Zuwendung in dieser Höhe vorbereitet. Lehnen Sie ab, wird das Geld für die Nachrückliste frei.
grants-offer-waits = Ein Teilbetrag ist angeboten. Bitte antworten Sie bis zum { $day }.
grants-offer-until = Antwort bis
grants-offer-answer = Antwort auf das Angebot
grants-offer-answered-at = Beantwortet
grants-offer-accept = Den Teilbetrag annehmen
grants-offer-decline = Den Teilbetrag ablehnen
grants-offer-remark-hint = Bei einer Ablehnung der Grund; bei einer Antwort auf Papier, wo sie liegt.
grants-offer-send = Antwort abgeben
grants-offer-confirm = Die Antwort kann nicht geändert werden. Jetzt abgeben?
grants-offer-state-OPEN = Noch nicht beantwortet
grants-offer-state-ACCEPTED = Angenommen
grants-offer-state-DECLINED = Abgelehnt
grants-offer-state-EXPIRED = Nicht rechtzeitig beantwortet
grants-offer-answered = Das Angebot ist schon beantwortet.
grants-offer-over = Die Frist für die Antwort ist am { $day } abgelaufen.
grants-offer-open = Der angebotene Teilbetrag ist noch nicht angenommen; die Frist läuft bis zum { $day }. Die Zuwendung kann erst danach vorbereitet werden.
grants-done-offer-answered = Die Antwort ist abgegeben.
grants-task-reinstatement = { $count ->
    [one] Einen Antrag auf Wiedereinsetzung prüfen
   *[other] { $count } Anträge auf Wiedereinsetzung prüfen
}
grants-task-reinstatement-decide = { $count ->
    [one] Über einen Antrag auf Wiedereinsetzung entscheiden
   *[other] Über { $count } Anträge auf Wiedereinsetzung entscheiden
}
applications-event-grant-fetch-act = Bescheid im Portal abgerufen
applications-event-notice-delivery-send = Bescheid versandt
applications-event-notice-delivery-fetch = Bescheid im Portal abgerufen
applications-event-notice-delivery-deliver = Bescheid bekannt gegeben
applications-event-notice-delivery-posted = Tag der Postaufgabe vermerkt
applications-event-notice-delivery-prove = Zugang nachgewiesen
applications-event-notice-delivery-return = Bescheid zurückgekommen
applications-event-notice-delivery-fetch-over = Bescheid nicht rechtzeitig abgerufen
applications-event-notice-delivery-resend = Bescheid erneut versandt
applications-event-notice-delivery-waive = Auf Rechtsbehelfe verzichtet
applications-event-notice-delivery-object = Rechtsbehelf eingelegt
applications-event-notice-delivery-settle = Rechtsbehelf erledigt
applications-event-notice-delivery-annul = Bescheid aufgehoben
applications-event-notice-delivery-flaw = Mangel der Rechtsbehelfsbelehrung vermerkt
applications-event-notice-delivery-final = Bescheid bestandskräftig
applications-event-reinstatement-request = Wiedereinsetzung beantragt
applications-event-reinstatement-propose = Vorschlag zur Wiedereinsetzung
applications-event-reinstatement-return = Vorschlag zur Wiedereinsetzung zurückgegeben
applications-event-reinstatement-grant = Wiedereinsetzung gewährt
applications-event-reinstatement-refuse = Wiedereinsetzung abgelehnt
applications-event-offer-answer-accept = Teilbetrag angenommen
applications-event-offer-answer-decline = Teilbetrag abgelehnt
applications-event-offer-answer-expire = Angebot eines Teilbetrags abgelaufen
applications-event-application-decline-offer = Angebot nicht angenommen

# Stand der Zuwendung auf einen Blick
grants-sum-award = Bewilligt
grants-sum-version = in der { $number }. Fassung
grants-sum-paid = Ausgezahlt
grants-sum-ordered = angeordnet: { $amount }
grants-sum-left = Noch nicht ausgezahlt
grants-next-fetch = Abruf des Bescheids bis
grants-next-accept = Annahme erklären bis
grants-next-remedy = Rechtsbehelfsfrist bis
grants-next-final = Bestandskräftig am
grants-next-period = Ende des Bewilligungszeitraums
grants-next-proof = Verwendungsnachweis bis
grants-next-over = überschritten
grants-draft-lacks-title = Das Schreiben ist noch nicht vollständig
grants-draft-lacks = Es fehlt: { $parts }. Ohne diese Angaben kann das Schreiben nicht erlassen werden. Bitte ergänzen Sie sie, bevor jemand zeichnet.
applications-event-grant-pay-undo = Auszahlung zurückgenommen
applications-event-grant-unpay = Erste Auszahlung zurückgenommen
applications-event-grant-final-paid = Bescheid bestandskräftig, Auszahlung geht weiter
applications-event-grant-revoke-part = Bescheid teilweise widerrufen
