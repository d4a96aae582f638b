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
grants-state = Status
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
grants-state-SETTLED_OK = Anerkannt
grants-state-REVOKED = Widerrufen
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
grants-minimum = Mindestbetrag
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
grants-waits-signatures = Es fehlt noch mindestens eine Mitzeichnung. Haushalt und Referatsleitung zeichnen in beliebiger Reihenfolge; mit der zweiten werden die Mittel gebunden.
grants-waits-issue = Das Schreiben wartet auf den Erlass durch die Referatsleitung.
grants-waits-delivery = Der Bescheid ist erlassen, aber noch nicht bekannt gegeben. Nach dem Abruf im Portal gilt er am folgenden Tag als bekannt gegeben, mit der Post am vierten Tag nach der Aufgabe. Danach kann die Annahme erklärt werden.
grants-countersign-RL = Als Referatsleitung mitzeichnen
grants-countersign-BfdH = Als Beauftragte/r für den Haushalt mitzeichnen
grants-countersign-confirm = Mitzeichnen? Mit der zweiten Mitzeichnung werden die Haushaltsmittel gebunden.
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
grants-done-countersigned = Die Bewilligung ist mitgezeichnet; die Haushaltsmittel sind gebunden.
grants-done-issued = Das Schreiben ist erlassen. Die Kommune wurde benachrichtigt.
grants-done-accepted = Die Annahme ist erklärt. Das Vorhaben ist bewilligt.
grants-done-declined = Die Bewilligung wurde nicht angenommen. Die Mittel sind wieder frei.

grants-not-selected = Das Vorhaben ist nicht ausgewählt. Bewilligt werden kann nur, was die Steuerungsgruppe ausgewählt hat.
grants-not-released = Die Auswahlentscheidung ist noch nicht freigegeben.
grants-exists = Für dieses Vorhaben gibt es schon eine Bewilligung. Bitte öffnen Sie diese, um sie zu ändern.
grants-amount-positive = Der Betrag muss größer als 0,00 € sein.
grants-over-cap = Der Höchstbetrag je Vorhaben ist { $cap }; davon sind noch { $left } frei. Bitte verringern Sie den Betrag.
grants-over-selection = Ausgewählt wurde das Vorhaben mit { $selected }. Mehr kann nicht bewilligt werden.
grants-below-minimum = Der Mindestbetrag ist { $minimum }. Darunter wird nicht bewilligt (R09).
grants-eligible-below = Die zuwendungsfähigen Ausgaben müssen mindestens { $amount } betragen.
grants-period-order = Das Ende darf nicht vor dem Beginn liegen.
grants-tranches-sum = Die Teilbeträge ergeben { $sum }, bewilligt werden sollen { $amount }.
grants-tranche-positive = Der Teilbetrag für { $year } muss größer als 0,00 € sein.
grants-tranche-year = Das Jahr { $year } gehört nicht zu den Haushaltsjahren der Ausschreibung.
grants-tranche-twice = Für { $year } gibt es mehrere Teilbeträge aus denselben Mitteln. Bitte fassen Sie sie zusammen.
grants-double-funding-reason = Bitte begründen Sie, warum die andere Förderung zulässig ist.
grants-double-funding-check = Die Kommune erhält im selben Zeitraum eine weitere Förderung. Bitte prüfen Sie die Doppelförderung und bereiten Sie diese Bewilligung einzeln vor.
grants-no-budget-line = Der Ausschreibung ist kein Haushaltstitel zugeordnet.
grants-missing-means = Die Haushaltsmittel reichen nicht für alle ausgewählten Vorhaben. Es fehlen: { $missing }
grants-signed-already = Diese Mitzeichnung liegt schon vor.
grants-not-delivered = Der Bescheid ist noch nicht bekannt gegeben. Die Annahme kann am Tag nach dem Abruf im Portal erklärt werden, bei Versand mit der Post ab dem vierten Tag nach der Aufgabe.
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
grants-wrong-state-SETTLED_OK = Der Verwendungsnachweis ist schon anerkannt.
grants-wrong-state-REVOKED = Der Bescheid ist widerrufen.
grants-wrong-state-CLOSED = Der Vorgang ist abgeschlossen.
grants-over-award = Das übersteigt die Bewilligung: höchstens { $left }.
grants-over-tranche = Das übersteigt den Teilbetrag des Haushaltsjahres: möglich { $left }.
grants-over-spent = So weit lässt sich die Bewilligung nicht kürzen: { $left } sind schon angeordnet oder ausgezahlt.
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
grants-part-remedy = Rechtsbehelfsbelehrung (Gericht oder Widerspruchsstelle)

mail-m-g00-subject = { $count ->
    [one] Bewilligung { $number } zur Mitzeichnung
   *[other] { $count } Bewilligungen zur Mitzeichnung
 }
mail-m-g00-body = { $count ->
    [one] Die Bewilligung für „{ $title }“ ist vorbereitet und wartet auf Ihre Mitzeichnung.
   *[other] { $count } Bewilligungen sind vorbereitet und warten auf Ihre Mitzeichnung.
 }
mail-m-g01-subject = { $mode ->
    [award] Zu Ihrem Antrag { $number } liegt ein Bescheid vor
   *[support] Zu Ihrem Antrag { $number } liegt eine Zusage vor
 }
mail-m-g01-body = { $mode ->
    [award]
        Zu Ihrem Antrag „{ $title }“ liegt ein Bescheid vor.

        Bitte rufen Sie ihn innerhalb von 10 Tagen im Förderportal ab. Den Rechtsbehelf und die Frist für die Annahme finden Sie im Bescheid; annehmen kann ihn eine zeichnungsberechtigte Person.
   *[support]
        Ihr Vorhaben „{ $title }“ wird mit einer Prozessbegleitung unterstützt. Die Zusage und die Kooperationsvereinbarung liegen im Förderportal bereit.

        Bitte lesen Sie die Vereinbarung. Eine zeichnungsberechtigte Person kann sie dort annehmen.
 }
mail-m-g03-subject = Bescheid { $number } angenommen
mail-m-g03-body = Die Zuwendung für „{ $title }“ wurde angenommen. Das Vorhaben ist bewilligt.
mail-m-g06-subject = Zuwendung { $number } nicht angenommen – Nachrücken prüfen
mail-m-g06-body = Die Förderung für „{ $title }“ wurde nicht angenommen. Die Mittel sind freigegeben. Bitte prüfen Sie, ob ein Vorhaben der Nachrückliste gefördert werden kann.
applications-event-application-award = Bewilligt
applications-event-grant-prepare = Zusage oder Bescheid vorbereitet
applications-event-grant-countersign = Mitgezeichnet
applications-event-grant-issue = Erlassen
applications-event-grant-deliver = Bekannt gegeben
applications-event-grant-accept = Angenommen
applications-event-grant-decline = Nicht angenommen
applications-event-grant-fetch = Schreiben im Portal abgerufen
applications-event-grant-change = Vorbereitung geändert
applications-event-grant-order = Auszahlung angeordnet
applications-event-grant-cancel_order = Anordnung der Auszahlung aufgehoben
applications-event-grant-pay_out = Ausgezahlt
applications-event-grant-pay_back = Rückzahlung eingegangen
applications-event-grant-reduce = Bewilligung gekürzt
applications-event-grant-pay = Auszahlung begonnen
applications-event-grant-report_due = Verwendungsnachweis fällig
applications-event-grant-overdue = Verwendungsnachweis überfällig
applications-event-grant-report = Verwendungsnachweis eingereicht
applications-event-grant-report_back = Verwendungsnachweis zur Ergänzung zurückgegeben
applications-event-grant-audit = Prüfung des Verwendungsnachweises begonnen
applications-event-grant-settle = Verwendungsnachweis anerkannt
applications-event-grant-hear = Anhörung begonnen
applications-event-grant-hear_end = Anhörung ohne Forderung beendet
applications-event-grant-reclaim = Erstattungsbescheid erlassen
applications-event-grant-revoke = Widerrufen
applications-event-grant-close = Vorgang abgeschlossen
