### proofs
nav-proofs = Verwendungsnachweise
proofs-title = Verwendungsnachweise
proofs-one = Verwendungsnachweis
proofs-lead = Was fällig, eingegangen, überfällig und geprüft ist.
proofs-open = Verwendungsnachweis öffnen
proofs-details = Einzelheiten
proofs-number = Nummer
proofs-municipality = Kommune
proofs-project = Vorhaben
proofs-programme = Programm
proofs-period-end = Ende des Bewilligungszeitraums
proofs-due = Fällig am
proofs-due-year = Fällig im Jahr
proofs-days-late = Tage überfällig
proofs-received = Eingegangen am
proofs-form = Form
proofs-sample = Stichprobe
proofs-state = Stand
proofs-any-state = alle
proofs-any-sampled = alle
proofs-only-sampled = nur Stichprobe
proofs-export = Excel
proofs-list-empty = Dazu gibt es keine Verwendungsnachweise. Sie werden angelegt, sobald ein Bescheid bestandskräftig ist.
proofs-yes = ja
proofs-no = nein
proofs-sheet = VN-Überwachung
proofs-notes = Hinweise
proofs-made-at = Datenstand
proofs-made-by = Erstellt für
proofs-filter = Filter
proofs-objections = Beanstandungsquote
proofs-objections-of = { $objected } von { $decided } geprüften Verwendungsnachweisen führten zu einer Kürzung oder Rückforderung.
proofs-state-PLANNED = Bewilligungszeitraum läuft
proofs-state-REPORT_DUE = Fällig
proofs-state-OVERDUE = Überfällig
proofs-state-REPORT_SUBMITTED = Eingereicht
proofs-state-IN_AUDIT = In Prüfung
proofs-state-HEARING = Anhörung
proofs-state-RECLAIMED = Erstattungsbescheid ergangen
proofs-state-REVOKED_PART = Teilweise widerrufen
proofs-state-SETTLED_OK = Anerkannt
proofs-state-REVOKED = Aufgehoben
proofs-state-CLOSED = Abgeschlossen
proofs-form-CONFIRMATION = Verwendungsbestätigung
proofs-form-SIMPLE = Einfacher Verwendungsnachweis
proofs-form-FULL = Vollständiger Verwendungsnachweis mit Belegliste
proofs-form-CONFIRMATION-hint = Für Ihre Zuwendung genügt eine Verwendungsbestätigung: die Zahlen, die erreichten Ziele und Ihre Bestätigung.
proofs-form-SIMPLE-hint = Ihr Verwendungsnachweis besteht aus den Zahlen und einem Sachbericht. Drei Seiten genügen. Belege reichen Sie nur auf Anforderung ein.
proofs-form-FULL-hint = Ihr Verwendungsnachweis gehört zur Stichprobe: Zu Zahlen und Sachbericht gehört die Belegliste.
proofs-claim-state-HEARING = Anhörung
proofs-claim-state-PROPOSED = Zum Erlass
proofs-claim-state-ISSUED = Ergangen
proofs-claim-state-SETTLED = Erledigt
proofs-claim-state-DROPPED = Nicht weiterverfolgt
proofs-ground-REDUCTION = Ermäßigung der Zuwendung (Nr. 2 der ANBest-K oder ANBest-P)
proofs-ground-PURPOSE = Zweckverfehlung (§ 49 Abs. 3 Satz 1 Nr. 1 LVwVfG)
proofs-ground-OBLIGATION = Auflage nicht erfüllt (§ 49 Abs. 3 Satz 1 Nr. 2 LVwVfG)
proofs-ground-UNLAWFUL = Rechtswidriger Bescheid (§ 48 LVwVfG)
proofs-ground-LATE_USE = Späte Verwendung, nur Zinsen (§ 49a Abs. 4 LVwVfG)
proofs-source-OWN = Eigenmittel
proofs-source-THIRD_PARTY = Drittmittel
proofs-source-INCOME = Einnahmen
proofs-source-OTHER_GRANT = Andere Zuwendungen
proofs-item-TOTAL = Gesamtausgaben
proofs-wrong-state-PLANNED = Der Bewilligungszeitraum läuft noch.
proofs-wrong-state-REPORT_DUE = Der Verwendungsnachweis ist noch nicht eingereicht.
proofs-wrong-state-OVERDUE = Der Verwendungsnachweis ist noch nicht eingereicht.
proofs-wrong-state-REPORT_SUBMITTED = Der Verwendungsnachweis ist eingereicht; die Prüfung hat noch nicht begonnen.
proofs-wrong-state-IN_AUDIT = Der Verwendungsnachweis wird gerade geprüft.
proofs-wrong-state-HEARING = Zu diesem Vorgang läuft eine Anhörung.
proofs-wrong-state-RECLAIMED = Zu diesem Vorgang ist ein Erstattungsbescheid ergangen.
proofs-wrong-state-REVOKED_PART = Der Bescheid ist teilweise widerrufen oder zurückgenommen.
proofs-wrong-state-SETTLED_OK = Der Verwendungsnachweis ist schon anerkannt.
proofs-wrong-state-REVOKED = Die Bewilligung ist aufgehoben.
proofs-wrong-state-CLOSED = Der Vorgang ist abgeschlossen.
proofs-claim-wrong-state-HEARING = Die Anhörung läuft noch; der Bescheid ist noch nicht vorbereitet.
proofs-claim-wrong-state-PROPOSED = Der Bescheid ist vorbereitet und wartet auf den Erlass.
proofs-claim-wrong-state-ISSUED = Der Bescheid ist schon ergangen.
proofs-claim-wrong-state-SETTLED = Die Rückforderung ist schon erledigt.
proofs-claim-wrong-state-DROPPED = Die Rückforderung wird nicht weiterverfolgt.

### page of one proof
proofs-next = Nächste Schritte
proofs-facts = Überblick
proofs-grant = Bewilligung
proofs-grant-open = Bewilligung ansehen
proofs-award = Bewilligt
proofs-paid = Bisher ausgezahlt
proofs-vouchers-until = Belege bis
proofs-write = Verwendungsnachweis ausfüllen
proofs-add-vouchers = Belege nachreichen
proofs-figures = Zahlenmäßiger Nachweis
proofs-costs = Ausgaben
proofs-financing = Finanzierung neben der Zuwendung
proofs-kind = Art
proofs-planned = Geplant
proofs-actual = Tatsächlich
proofs-difference = Abweichung
proofs-sum = Summe
proofs-nothing-spent = Es sind noch keine Ausgaben eingetragen.
proofs-narrative = Sachbericht
proofs-activities = Durchgeführte Maßnahmen
proofs-activities-hint = Was wurde wann und mit wem gemacht?
proofs-results = Erreichte Ziele
proofs-results-hint = Welche Ziele aus dem Bescheid wurden erreicht? Nennen Sie die Zielwerte.
proofs-deviations = Abweichungen
proofs-deviations-hint = Was kam anders als geplant, und warum?
proofs-outlook = Ausblick
proofs-outlook-hint = Was bleibt, und wie geht es weiter?
proofs-timeline = Verlauf
proofs-first-look = Erste Durchsicht
proofs-sign-even = Die Abrechnung geht auf: Es ist nichts zu zahlen und nichts zu erstatten.
proofs-sign-final = Nach diesen Angaben ist eine Schlussrate von { $amount } zu zahlen.
proofs-sign-repay = Nach diesen Angaben sind { $amount } zu erstatten.
proofs-sign-late-title = Nicht alsbald verwendet
proofs-sign-late = Von der Auszahlung vom { $day } wurden { $amount } zu spät verwendet. Zinsen nach § 49a Abs. 4 LVwVfG: { $interest }
proofs-sign-vouchers = Die Belegliste ergibt { $listed }, der zahlenmäßige Nachweis { $spent }.
proofs-sign-outside-title = Außerhalb des Bewilligungszeitraums gezahlt
proofs-sign-outside = Belege: { $count } über { $amount } (Nr. { $numbers }). Zuwendungsfähig ist, was im Bewilligungszeitraum für Leistungen dieses Zeitraums gezahlt wurde.
proofs-planned-eligible = Veranschlagte zuwendungsfähige Ausgaben
proofs-spent = Nachgewiesene Ausgaben
proofs-overrun = Überschreitung einzelner Ansätze
proofs-rejected = Nicht anerkannt
proofs-recognised = Anerkannte Ausgaben
proofs-income-planned = Andere Mittel, geplant
proofs-income-actual = Andere Mittel, tatsächlich
proofs-improvement = Verbesserung
proofs-share = Anteil des Landes
proofs-over-financing = Überfinanzierung
proofs-reduction = Kürzung
proofs-accepted-amount = Zuwendung nach Abrechnung
proofs-final = Schlussrate
proofs-repayment = Zu erstatten

### vouchers and files
proofs-vouchers = Belegliste
proofs-vouchers-hint = Laden Sie die Belegliste als Arbeitsmappe hoch: Beleg-Nr., Rechnungsdatum, Zahlungsdatum, Empfänger, Grund der Zahlung, Kostenart, Betrag brutto, davon zuwendungsfähig.
proofs-vouchers-count = Belege in der Liste: { $count }
proofs-voucher-number = Beleg-Nr.
proofs-voucher-paid = Gezahlt am
proofs-voucher-payee = Empfänger
proofs-voucher-reason = Grund
proofs-voucher-gross = Brutto
proofs-voucher-eligible = Zuwendungsfähig
proofs-files = Anlagen
proofs-files-add = Anlagen hinzufügen
proofs-remove-on-save = Beim Speichern entfernen
proofs-file-label = Bezeichnung
proofs-file-label-hint = Gilt für die Dateien, die Sie gerade auswählen.
proofs-too-many-files = Mehr als { $max } Anlagen sind nicht möglich.

### the form
proofs-report-title = Verwendungsnachweis ausfüllen
proofs-report-lead = Bitte reichen Sie den Verwendungsnachweis bis zum { $due } ein. Sie können ihn zwischendurch speichern.
proofs-parts-only = Ihr Verwendungsnachweis ist eingereicht. Zur vertieften Prüfung können Sie Belege und Anlagen nachreichen.
proofs-returned = Bitte ergänzen
proofs-planned-hint = Geplant: { $amount }
proofs-units = Einheiten
proofs-units-hint = Nur wenn der Bescheid einen Festbetrag je Einheit nennt, zum Beispiel je Veranstaltung.
proofs-units-planned = Vereinbarte Einheiten
proofs-units-held = Durchgeführte Einheiten
proofs-units-of-notice = Wie im Bescheid, nicht wie von der Kommune angegeben.
proofs-units-range = Geben Sie die vereinbarten und die durchgeführten Einheiten an.
proofs-amount-range = Der Betrag muss zwischen 0,00 € und { $max } liegen.
proofs-is-confirmed = Die Zuwendung wurde zweckentsprechend verwendet; die Angaben stimmen mit den Büchern und Belegen überein.
proofs-confirmation = Bestätigung
proofs-save-vouchers = Speichern und Belegliste einlesen
proofs-save-sums = Speichern und Ausgaben aus der Belegliste übernehmen
proofs-save-review = Speichern und weiter zum Einreichen
proofs-still-missing = Vor dem Einreichen fehlt noch
proofs-submit = Einreichen
proofs-submit-hint = Das steht unten: Zahlen, Sachbericht und Anlagen. Mit dem Einreichen wird diese Fassung festgehalten und kann nicht mehr geändert werden.
proofs-submit-sure = Den Verwendungsnachweis verbindlich einreichen?
proofs-submit-from = Einreichen können Sie ihn nach dem Ende des Bewilligungszeitraums am { $day }.
proofs-submit-signatory = Einreichen kann ihn eine zeichnungsberechtigte Person Ihrer Kommune.
proofs-no-figures = Tragen Sie die tatsächlichen Ausgaben ein.
proofs-vouchers-missing = Laden Sie die Belegliste hoch.

### examination
proofs-start-audit = Prüfung beginnen
proofs-send-back = Zur Ergänzung zurückgeben
proofs-reason = Begründung
proofs-new-due = Neue Frist
proofs-extensions = Fristverlängerungen
proofs-extension-ask = Fristverlängerung beantragen
proofs-extension-decide = Über die Fristverlängerung entscheiden
proofs-extension-grant = Frist verlängern
proofs-extension-refuse = Verlängerung ablehnen
proofs-extension-wanted = Gewünschte Frist
proofs-extension-before = Bisherige Frist
proofs-extension-reason-hint = Warum reicht die Zeit nicht, zum Beispiel weil Rechnungen fehlen?
proofs-extension-answer = Antwort an die Kommune
proofs-extension-answer-hint = Nötig, wenn Sie ablehnen oder ohne Antrag verlängern.
proofs-extension-outcome = Entscheidung
proofs-extension-until = Verlängert bis { $day }
proofs-extension-refused = Nicht verlängert
proofs-extension-waits = Noch nicht entschieden
proofs-extension-open = Ihr Antrag auf Fristverlängerung ist noch nicht entschieden.
proofs-no-extension = Es ist keine Fristverlängerung beantragt.
proofs-extension-range = Die neue Frist muss nach dem { $from } und spätestens am { $until } liegen.
proofs-interims = Zwischennachweise
proofs-interim-title = Zwischennachweis { $year }
proofs-interim-year = Haushaltsjahr
proofs-interim-lead = Bitte reichen Sie den Zwischennachweis bis zum { $due } ein: die Ausgaben dieses Haushaltsjahres und einen kurzen Bericht. Das letzte Jahr steht im Verwendungsnachweis.
proofs-interim-spent = Ausgaben im Haushaltsjahr
proofs-interim-income = Einnahmen und Mittel Dritter im Haushaltsjahr
proofs-interim-submit = Speichern und einreichen
proofs-interim-note = Zur Kenntnis nehmen
proofs-interim-remark = Bemerkung
proofs-interim-remark-hint = Nötig, wenn Sie den Zwischennachweis zur Ergänzung zurückgeben; die Kommune liest sie.
proofs-interim-state-PLANNED = Haushaltsjahr läuft
proofs-interim-state-DUE = Fällig
proofs-interim-state-OVERDUE = Überfällig
proofs-interim-state-SUBMITTED = Eingereicht
proofs-interim-state-NOTED = Zur Kenntnis genommen
proofs-interim-state-DROPPED = Entfällt
proofs-interim-wrong-state-PLANNED = Das Haushaltsjahr läuft noch.
proofs-interim-wrong-state-DUE = Der Zwischennachweis ist noch nicht eingereicht.
proofs-interim-wrong-state-OVERDUE = Der Zwischennachweis ist noch nicht eingereicht.
proofs-interim-wrong-state-SUBMITTED = Der Zwischennachweis ist schon eingereicht.
proofs-interim-wrong-state-NOTED = Der Zwischennachweis ist schon zur Kenntnis genommen.
proofs-interim-wrong-state-DROPPED = Dieser Zwischennachweis entfällt.
proofs-day-past = Der Tag darf nicht in der Zukunft liegen.
proofs-day-within = Der Tag muss in der Zukunft liegen, spätestens am { $last }.
proofs-examine = Prüfvermerk erstellen
proofs-is-complete = Der Verwendungsnachweis ist formal vollständig.
proofs-is-for-purpose = Die Mittel wurden zweckentsprechend verwendet.
proofs-are-aims-reached = Die Ziele wurden erreicht.
proofs-rejected-hint = Ausgaben, die nachgewiesen, aber nicht zuwendungsfähig sind.
proofs-rejected-reason = Warum nicht anerkannt
proofs-rejected-range = Der Betrag muss zwischen 0,00 € und { $max } liegen.
proofs-vouchers-checked = Geprüfte Belege (Anzahl)
proofs-note = Prüfvermerk
proofs-note-hint = Umfang und wesentliche Ergebnisse der Prüfung (Nr. 11 der VV zu § 44 LHO).
proofs-note-of = Prüfvermerk, Fassung { $edition }
proofs-examined-by = Geprüft von
proofs-examined-at = Geprüft am
proofs-depth-needs-vouchers = Zur vertieften Prüfung gehören geprüfte Belege.
proofs-incomplete-send-back = Ist der Nachweis unvollständig, geben Sie ihn zur Ergänzung zurück.
proofs-settle = Anerkennen
proofs-settle-hint = Nach dem Prüfvermerk beträgt die Zuwendung { $amount }, die Schlussrate { $last }.
proofs-settle-sure = Den Verwendungsnachweis anerkennen und die Schlussrate zur Auszahlung geben?
proofs-return-note = Prüfvermerk zurückgeben
proofs-not-examined = Es liegt noch kein Prüfvermerk zur Anerkennung vor.
proofs-repayment-due = Nach dem Prüfvermerk sind { $amount } zu erstatten. Dazu wird die Kommune angehört.
proofs-not-for-purpose = Nach dem Prüfvermerk wurden die Mittel nicht zweckentsprechend verwendet. Dazu wird die Kommune angehört.
proofs-late-use-open = Für spät verwendete Beträge sind { $amount } Zinsen entstanden. Fordern Sie sie nach einer Anhörung, oder begründen Sie im Prüfvermerk, warum davon abgesehen wird.
proofs-late-interest = Zinsen für späte Verwendung
proofs-late-waiver = Warum für späte Verwendung keine Zinsen gefordert werden
proofs-late-waiver-hint = Lassen Sie das Feld leer, wenn die Zinsen gefordert werden.
proofs-paid-since = Seit dem Prüfvermerk wurde ausgezahlt oder erstattet. Erstellen Sie einen neuen Prüfvermerk.
proofs-notice = Anerkennung als PDF
proofs-missing-parts = Das Schreiben kann nicht ausgefertigt werden. Es fehlen: { $parts }
proofs-close = Vorgang abschließen
proofs-close-sure = Den Vorgang abschließen?
proofs-money-open = Der Vorgang kann erst abgeschlossen werden, wenn der anerkannte Betrag ausgezahlt ist; offen sind noch { $open }.
proofs-claim-open = Zu diesem Vorgang ist noch eine Rückforderung offen.
proofs-reopen = Vorgang wieder eröffnen
proofs-nothing-to-reopen = Von dieser Bewilligung ist nichts geblieben, das wieder eröffnet werden könnte.

### sample
proofs-sampling-title = Stichprobe
proofs-sampling-lead = Aus den eingegangenen, noch nicht entschiedenen Verwendungsnachweisen wird nach dem Verfahren { $method } gezogen. Mit Startwert und Liste kann jede Person die Ziehung wiederholen.
proofs-draw = Stichprobe ziehen
proofs-drawable = { $count } zur Auswahl
proofs-year = Jahr des Eingangs
proofs-seed = Startwert
proofs-seed-hint = Etwas, das niemand vorher kannte, zum Beispiel die veröffentlichten Lottozahlen eines Tages.
proofs-seed-range = Geben Sie einen Startwert mit höchstens { $max } Zeichen an.
proofs-nothing-to-draw = Es gibt keine Verwendungsnachweise, aus denen gezogen werden kann.
proofs-runs = Ziehungen
proofs-runs-empty = Es wurde noch keine Stichprobe gezogen.
proofs-drawn-at = Gezogen am
proofs-listed = In der Liste
proofs-drawn = Gezogen
proofs-list-hash = Prüfsumme der Liste (SHA-256)
proofs-protocol = Protokoll
proofs-protocol-sheet = Stichprobenprotokoll
proofs-place = Platz
proofs-grant-id = Kennung der Bewilligung
proofs-lot = Los (SHA-256)
proofs-method = Verfahren
proofs-sample-rate = Quote
proofs-how = So wird nachgezogen
proofs-how-text = SHA-256 über Startwert, Doppelpunkt und Kennung der Bewilligung bilden, aufsteigend ordnen; gezogen sind die ersten Plätze: die Quote der Liste, aufgerundet, mindestens einer.

### claims
proofs-claims-title = Rückforderungen und Zinsen
proofs-claims-lead = Anhörungen, Bescheide, Zinsen und was eingegangen ist.
proofs-claims-sheet = Rückforderungen
proofs-claims-empty = Es gibt keine Rückforderungen.
proofs-claim-one = Rückforderung
proofs-hear = Anhörung einleiten
proofs-ground = Grund
proofs-principal = Erstattungsbetrag
proofs-principal-hint = Höchstens, was ausgezahlt ist: { $paid }
proofs-principal-range = Der Betrag muss über 0,00 € und höchstens bei { $paid } liegen; beim vollständigen Widerruf ist es alles, was ausgezahlt ist.
proofs-principal-of-note = Der Prüfvermerk stellt { $repay } fest. Ein anderer Betrag braucht einen neuen Prüfvermerk.
proofs-part-needs-rest = Soll nichts von der Bewilligung bleiben, heben Sie sie vollständig auf.
proofs-no-late-use = Der Prüfvermerk nennt keine offenen Zinsen für späte Verwendung.
proofs-late-use-waiver = Wird auf diese Zinsen verzichtet, verfolgen Sie die Forderung nicht weiter und begründen es im Prüfvermerk.
proofs-ineffective-on = Ermäßigt seit
proofs-ineffective-on-hint = Nur bei einer Ermäßigung: der Tag, an dem die Ausgaben wegfielen. Ab dann laufen die Zinsen.
proofs-principal-heard = Höchstens { $most }: Zu mehr wurde die Kommune nicht angehört.
proofs-is-whole = Die Bewilligung soll vollständig aufgehoben werden.
proofs-cut = Bewilligung darüber hinaus verringern um
proofs-cut-hint = Nur wenn ein Teil aufgehoben wird, der noch nicht ausgezahlt ist. Dann kann der Erstattungsbetrag leer bleiben.
proofs-cut-range = Der Betrag darf höchstens { $open } sein: was bewilligt und noch nicht angeordnet oder ausgezahlt ist. Er gilt nur für die teilweise Aufhebung, bevor ein Verwendungsnachweis eingereicht ist.
proofs-facts-of-case = Sachverhalt
proofs-known-on = Kenntnis der Tatsachen am
proofs-known-on-hint = Der Tag, an dem alle maßgeblichen Tatsachen bekannt waren. Ab diesem Tag läuft die Jahresfrist für Widerruf und Rücknahme.
proofs-known-recorded = Festgehalten ist: { $days }. Ein anderer Tag wird unter „Jahresfrist“ mit Begründung berichtigt; neue Tatsachen halten Sie dort zuerst fest.
proofs-clock = Jahresfrist für Widerruf und Rücknahme
proofs-clock-lead = Widerruf und Rücknahme sind nur binnen eines Jahres möglich (§ 48 Abs. 4, § 49 Abs. 3 LVwVfG). Die Frist beginnt mit dem Tag, an dem der Bewilligungsstelle alle Tatsachen bekannt waren, auf die es ankommt, auch die für das Ermessen; ein bloßer Verdacht genügt nicht, in der Regel beginnt sie nach der Anhörung oder der Prüfung. Halten Sie den Tag fest; er wird nur mit Begründung und durch eine zweite Person berichtigt. 60 Tage vor dem Ende werden Sie erinnert.
proofs-clock-runs = Frist läuft
proofs-clock-expired = Frist abgelaufen
proofs-know = Kenntnis festhalten
proofs-known-facts = Bekannte Tatsachen
proofs-known-facts-hint = Was war an diesem Tag bekannt, und woher?
proofs-known-by = Festgehalten von
proofs-known-corrected = Berichtigung: { $reason }
proofs-known-correct = Tag { $day } berichtigen
proofs-known-correct-hint = Warum ist der festgehaltene Tag falsch? Bis eine zweite Person bestätigt, gilt der bisherige Tag.
proofs-known-correct-send = Berichtigung vorlegen
proofs-known-new = Richtiger Tag
proofs-known-same = Dieser Tag ist schon festgehalten.
proofs-known-waits = Berichtigung wartet
proofs-known-refused = Berichtigung abgelehnt
proofs-known-replaced = Berichtigt
proofs-known-decide = Eine Berichtigung auf den { $day } wartet auf eine zweite Person.
proofs-known-other-person = Ihre Berichtigung wartet auf eine zweite Person.
proofs-known-confirm = Berichtigung bestätigen
proofs-known-refuse = Berichtigung ablehnen
proofs-correction-waits = Eine Berichtigung wartet schon auf eine zweite Person.
proofs-no-correction = Es wartet keine Berichtigung auf eine Entscheidung.
proofs-revocable-until = Aufhebung möglich bis
proofs-hearing-until = Äußerung bis
proofs-hearing-runs = Die Anhörung läuft bis zum { $day }; vorher kann der Bescheid nur vorbereitet werden, wenn sich die Kommune geäußert hat.
proofs-ground-needs-examination = Eine Ermäßigung und Zinsen für späte Verwendung setzen einen Prüfvermerk voraus.
proofs-whole-needs-revocation = Vollständig aufgehoben wird nur durch Widerruf oder Rücknahme.
proofs-clock-over = Die Jahresfrist für die Aufhebung ist am { $day } abgelaufen.
proofs-heard-by = Angehört durch
proofs-statement = Äußerung der Kommune
proofs-statement-on = Äußerung vom
proofs-statement-record = Zur Anhörung äußern
proofs-propose = Bescheid vorbereiten
proofs-proposed-by = Vorbereitet von
proofs-discretion = Ermessenserwägungen
proofs-discretion-hint = Sie stehen im Bescheid.
proofs-waiver = Grund für den Verzicht auf Zinsen
proofs-waiver-hint = Nur wenn auf Zinsen verzichtet wird: Die Kommune hat die Umstände nicht zu vertreten und zahlt fristgerecht.
proofs-drop = Nicht weiterverfolgen
proofs-issue = Bescheid erlassen
proofs-issue-sure = Den Bescheid erlassen?
proofs-issued-by = Erlassen von
proofs-settled-by = Abgeschlossen von
proofs-act-date = Bescheid vom
proofs-act-letter = Bescheid als PDF
proofs-hearing-letter = Anhörung als PDF
proofs-payable-until = Zahlbar bis
proofs-limitation = Verjährung der Zinsen
proofs-interest = Zinsen
proofs-interest-amount = Zinsen
proofs-interest-of = Auszahlung vom { $day }, gerundet
proofs-interest-edition = Berechnung { $edition } vom { $at }
proofs-interest-from = Zinsen von
proofs-interest-until = Zinsen bis
proofs-day-count = Zählweise
proofs-rate-table = Fassung der Basiszinssätze
proofs-period = Zeitraum
proofs-days = Tage
proofs-base-rate = Basiszinssatz
proofs-rate = Zinssatz
proofs-received-amount = Eingegangen
proofs-open-amount = Offen
proofs-receipts = Zahlungseingänge
proofs-receipt-record = Zahlungseingang erfassen
proofs-received-on = Wertstellung
proofs-reference = Kassenzeichen
proofs-amount = Betrag
proofs-receipt-range = Der Betrag muss über 0,00 € und höchstens bei { $open } liegen; mehr ist an diesem Tag nicht offen.
proofs-before-hearing = Der Tag liegt vor der Anhörung.
proofs-money-out = Es fehlen noch { $missing }.
proofs-paid-since-hearing = Seit der Anhörung wurde angeordnet, ausgezahlt oder erstattet. Verfolgen Sie diese Rückforderung nicht weiter und hören Sie neu an.
proofs-claim-settle = Rückforderung abschließen
proofs-claim-settle-sure = Die Rückforderung als vollständig beglichen abschließen?

### base rates
proofs-rates-title = Basiszinssätze
proofs-rates-lead = Basiszinssatz nach § 247 BGB je Halbjahr, Fassung { $version }. Fehlt ein Halbjahr, werden dafür keine Zinsen berechnet.
proofs-rates-in-force = Geltende Tabelle
proofs-rate-publish = Satz aufnehmen
proofs-rates-pending = Wartet auf Bestätigung
proofs-rates-pending-hint = Diese Sätze gelten, sobald eine zweite Person sie bestätigt.
proofs-rates-confirm = Sätze bestätigen
proofs-rates-nothing-pending = Diese Fassung wartet nicht mehr auf eine Bestätigung.
proofs-valid-from = Gültig ab
proofs-source = Quelle
proofs-half-year = Halbjahr
proofs-half-year-day = Der { $day } ist nicht der erste Tag eines Halbjahrs (1. Januar oder 1. Juli).
proofs-version = Fassung
proofs-versions = Fassungen
proofs-published-at = Veröffentlicht am
proofs-confirmed-at = In Kraft seit
proofs-base-rate-missing = Für das Halbjahr { $half_years } ist kein Basiszinssatz gespeichert. Nehmen Sie den von der Bundesbank bekannt gegebenen Satz mit „gültig ab“ { $days } unter „Basiszinssätze“ auf oder importieren Sie ihn dort als Tabelle; eine zweite Person bestätigt ihn. Der letzte Satz wird nie stillschweigend fortgeschrieben.

### retention
proofs-erasure-title = Aufbewahrung und Löschung
proofs-erasure-sheet = Löschliste
proofs-erasure-lead = Abgeschlossene Vorgänge mit dem Tag, ab dem sie dem Landesarchiv anzubieten und danach zu löschen sind. Die Fristen stehen in den Einstellungen des Programms.
proofs-erasure-due = { $due } von { $all } Vorgängen stehen zur Löschung an.
proofs-erasure-empty = Noch ist kein Vorgang abgeschlossen.
proofs-erasure-drafts = Nie eingereichte Entwürfe
proofs-erasure-call = Ausschreibung
proofs-erasure-count = Entwürfe
proofs-erasure-deadline = Frist der Ausschreibung
proofs-kept-as = Aufbewahrt als
proofs-kept-since = Abgeschlossen am
proofs-erase-from = Zu löschen ab
proofs-kept-FUNDED = Gefördert
proofs-kept-REJECTED = Abgelehnt
proofs-kept-WITHDRAWN = Zurückgenommen

### imports
imports-kind-vouchers = Belegliste importieren
imports-kind-vouchers-hint = Belegliste zum Verwendungsnachweis. Haben Sie mehrere offene Vorhaben, nennt die Spalte „Antrags-Nr.“ das Vorhaben.
imports-kind-base-rates = Basiszinssätze importieren
imports-kind-base-rates-hint = Tabelle mit „gültig ab“ und „Satz in %“; geänderte und neue Sätze ergeben eine neue Fassung, die eine zweite Person bestätigt.
proofs-import-kind = „{ $value }“ ist keine bekannte Kostenart.
proofs-import-case = Zu „{ $value }“ gibt es keinen Verwendungsnachweis, den Sie ausfüllen können.
proofs-import-eligible = Zuwendungsfähig kann nicht mehr sein als der Bruttobetrag.
proofs-import-voucher-known = Diese Beleg-Nr. gibt es in diesem Vorhaben schon.
proofs-import-too-many = Mehr als { $max } Belege sind nicht möglich.
proofs-import-after-period = Gezahlt nach dem Ende des Bewilligungszeitraums am { $day }.
proofs-import-rate-known = Dieser Satz ist schon gespeichert.
proofs-import-rate-changed = Der gespeicherte Satz dieses Halbjahrs wird in der neuen Fassung ersetzt.

### done
proofs-done-saved = Der Verwendungsnachweis ist gespeichert.
proofs-done-sums = Der Verwendungsnachweis ist gespeichert; die Ausgaben sind die Summen der Belegliste.
proofs-done-complete = Der Verwendungsnachweis ist gespeichert und vollständig. Prüfen Sie die Angaben unten; dann kann er eingereicht werden.
proofs-done-submitted = Der Verwendungsnachweis ist eingereicht.
proofs-done-started = Die Prüfung hat begonnen.
proofs-done-sent-back = Der Verwendungsnachweis ist zur Ergänzung zurückgegeben.
proofs-done-examined = Der Prüfvermerk ist festgehalten.
proofs-done-settled = Der Verwendungsnachweis ist anerkannt.
proofs-done-returned = Der Prüfvermerk ist zurückgegeben.
proofs-done-heard = Die Kommune wird angehört.
proofs-done-early = Sie können die Kommune jetzt anhören. Zustellung und Rechtsbehelfsfrist des Bescheids laufen weiter.
proofs-done-closed = Der Vorgang ist abgeschlossen.
proofs-done-reopened = Der Vorgang ist wieder eröffnet.
proofs-done-known = Der Tag der Kenntnis ist festgehalten.
proofs-done-correction = Die Berichtigung wartet auf eine zweite Person.
proofs-done-correction-decided = Über die Berichtigung ist entschieden.
proofs-done-extension-asked = Ihr Antrag auf Fristverlängerung ist eingegangen.
proofs-done-extension = Über die Frist ist entschieden; die Kommune wird benachrichtigt.
proofs-done-interim-saved = Der Zwischennachweis ist gespeichert.
proofs-done-interim-submitted = Der Zwischennachweis ist eingereicht.
proofs-done-interim-noted = Der Zwischennachweis ist zur Kenntnis genommen.
proofs-done-drawn = Die Stichprobe ist gezogen; die gezogenen Kommunen werden benachrichtigt.
proofs-done-statement = Die Äußerung ist festgehalten.
proofs-done-dropped = Die Rückforderung wird nicht weiterverfolgt.
proofs-done-proposed = Der Bescheid ist vorbereitet und wartet auf den Erlass.
proofs-done-issued = Der Bescheid ist erlassen.
proofs-done-received = Der Zahlungseingang ist erfasst.
proofs-done-claim-settled = Die Rückforderung ist abgeschlossen.
proofs-done-published = Die neue Fassung ist aufgenommen; sie gilt, sobald eine zweite Person sie bestätigt.
proofs-done-rates-confirmed = Die neue Fassung der Basiszinssätze gilt.

### tasks
proofs-task-write = { $count ->
    [one] Einen Verwendungsnachweis einreichen
   *[other] { $count } Verwendungsnachweise einreichen
 }
proofs-task-extension = { $count ->
    [one] Über einen Antrag auf Fristverlängerung entscheiden
   *[other] Über { $count } Anträge auf Fristverlängerung entscheiden
 }
proofs-task-interim-write = { $count ->
    [one] Einen Zwischennachweis einreichen
   *[other] { $count } Zwischennachweise einreichen
 }
proofs-task-interim-read = { $count ->
    [one] Einen Zwischennachweis lesen
   *[other] { $count } Zwischennachweise lesen
 }
proofs-task-start = { $count ->
    [one] Einen eingegangenen Verwendungsnachweis durchsehen
   *[other] { $count } eingegangene Verwendungsnachweise durchsehen
 }
proofs-task-examine = { $count ->
    [one] Einen Verwendungsnachweis prüfen
   *[other] { $count } Verwendungsnachweise prüfen
 }
proofs-task-settle = { $count ->
    [one] Über einen Prüfvermerk entscheiden
   *[other] Über { $count } Prüfvermerke entscheiden
 }
proofs-task-answer = { $count ->
    [one] Sich zu einer Anhörung äußern
   *[other] Sich zu { $count } Anhörungen äußern
 }
proofs-task-propose = { $count ->
    [one] Nach einer Anhörung entscheiden
   *[other] Nach { $count } Anhörungen entscheiden
 }
proofs-task-issue = { $count ->
    [one] Einen Erstattungs- oder Widerrufsbescheid erlassen
   *[other] { $count } Erstattungs- oder Widerrufsbescheide erlassen
 }

### mails
mail-m-d01-subject = Löschliste { $month } zur Freigabe
mail-m-d01-body =
    nach den Aufbewahrungsfristen stehen zur Löschung an: abgeschlossene Vorgänge: { $cases }, nie eingereichte Entwürfe: { $drafts }. Vorgänge sind zuvor dem Landesarchiv anzubieten.
mail-m-v01-subject = Verwendungsnachweis fällig am { $due }
mail-m-v01-body =
    { $returned ->
        [yes] Ihr Verwendungsnachweis für „{ $title }“ wurde zur Ergänzung zurückgegeben: { $reason }
       *[no] der Bewilligungszeitraum Ihres Vorhabens „{ $title }“ ist abgelaufen.
    }

    Bitte reichen Sie den Verwendungsnachweis bis zum { $due } im Förderportal ein. { $form ->
        [CONFIRMATION] Es genügt eine Verwendungsbestätigung mit den Zahlen und den erreichten Zielen.
        [FULL] Er besteht aus den Zahlen, dem Sachbericht und der Belegliste.
       *[SIMPLE] Er besteht aus den Zahlen und einem Sachbericht; drei Seiten genügen.
    }
mail-m-v02-subject = { $when ->
    [before] Erinnerung: Verwendungsnachweis { $number } bis { $due }
   *[other] Mahnung: Verwendungsnachweis { $number } war am { $due } fällig
 }
mail-m-v02-body =
    { $when ->
        [before] bitte denken Sie an den Verwendungsnachweis für „{ $title }“. Er ist am { $due } fällig.
       *[other] der Verwendungsnachweis für „{ $title }“ war am { $due } fällig und liegt uns nicht vor.
    }

    Bitte reichen Sie ihn im Förderportal ein. Ohne Verwendungsnachweis kann die Bewilligung widerrufen und die Zuwendung zurückgefordert werden.
mail-m-v03-subject = Verwendungsnachweis { $number } eingegangen
mail-m-v03-body =
    der Verwendungsnachweis für „{ $title }“ ({ $body }) ist eingegangen.
mail-m-v04-subject = Verwendungsnachweis { $number } überfällig
mail-m-v04-body =
    der Verwendungsnachweis für „{ $title }“ ({ $body }) war am { $due } fällig und ist seit 30 Tagen überfällig.
mail-m-v05-subject = Vertiefte Prüfung Ihres Verwendungsnachweises { $number }
mail-m-v05-body =
    Ihr Verwendungsnachweis für „{ $title }“ wurde für die Stichprobe ausgewählt.

    Bitte laden Sie die Belegliste und die Belege bis zum { $until } im Förderportal hoch.
mail-m-v06-subject = Verwendungsnachweis { $number } anerkannt
mail-m-v06-body =
    der Verwendungsnachweis für „{ $title }“ ist anerkannt. Das Schreiben mit der Abrechnung und der Schlussrate finden Sie im Förderportal.
mail-m-v07-subject = Anhörung zu { $number } – Frist { $until }
mail-m-v07-body =
    zu Ihrem Vorgang { $number } liegt im Förderportal ein Anhörungsschreiben vor.

    Sie können sich bis zum { $until } äußern.
mail-m-v08-subject = Bescheid zu { $number } liegt vor
mail-m-v08-body =
    zu Ihrem Vorgang { $number } liegt im Förderportal ein Bescheid vor. Betrag, Zahlungsfrist und Rechtsbehelf finden Sie im Bescheid.
mail-m-v09-subject = Erstattung zu { $number } eingegangen
mail-m-v09-body =
    die Zahlung zu Ihrem Vorgang { $number } ist vollständig eingegangen. Die Rückforderung ist erledigt.
mail-m-v10-subject = Bescheid zu { $number } liegt vor
mail-m-v10-body =
    zu Ihrem Vorgang { $number } liegt im Förderportal ein Bescheid vor. Einzelheiten und Rechtsbehelf finden Sie im Bescheid.
mail-m-v11-subject = Vorgang { $number } abgeschlossen
mail-m-v11-body =
    Ihr Vorhaben „{ $title }“ ist abgeschlossen. Bitte bewahren Sie die Belege bis zum { $until } auf, soweit das Gemeinde- oder Steuerrecht keine längere Frist vorsieht.
mail-m-v12-subject = Prüfvermerk zu { $number } liegt vor
mail-m-v12-body =
    zum Verwendungsnachweis für „{ $title }“ ({ $body }) wartet ein Prüfvermerk auf Ihre Entscheidung.
mail-m-v13-subject = Bescheid zu { $number } zum Erlass
mail-m-v13-body =
    zu { $number } ist ein Erstattungs- oder Widerrufsbescheid vorbereitet und wartet auf Ihre Entscheidung.
mail-m-v14-subject = Jahresfrist zu { $number } endet am { $last }
mail-m-v14-body =
    zu { $number } kann der Zuwendungsbescheid nur noch bis zum { $last } widerrufen oder zurückgenommen werden. Ein solcher Bescheid ist noch nicht erlassen; bitte entscheiden Sie rechtzeitig.
mail-m-v15-subject = Berichtigung zu { $number } wartet
mail-m-v15-body =
    zu { $number } soll der Tag berichtigt werden, an dem die Jahresfrist für Widerruf und Rücknahme begann. Die Berichtigung braucht eine zweite Person.
mail-m-v16-subject = Fristverlängerung zu { $number } beantragt
mail-m-v16-body =
    { $body } bittet für den Verwendungsnachweis „{ $title }“ um eine Frist bis zum { $wanted }. Bisher ist er am { $due } fällig.
mail-m-v17-subject = { $granted ->
    [yes] Verwendungsnachweis { $number }: neue Frist { $due }
   *[no] Verwendungsnachweis { $number }: Die Frist bleibt
 }
mail-m-v17-body =
    { $granted ->
        [yes] die Frist für Ihren Verwendungsnachweis „{ $title }“ ist bis zum { $due } verlängert.
       *[no] die Frist für Ihren Verwendungsnachweis „{ $title }“ wird nicht verlängert; er ist am { $due } fällig. Den Grund finden Sie im Förderportal.
    }
mail-m-v18-subject = Zwischennachweis { $year } fällig am { $interim_due }
mail-m-v18-body =
    { $when ->
        [back] Ihr Zwischennachweis { $year } für „{ $title }“ wurde zur Ergänzung zurückgegeben: { $remark }
       *[due] das Haushaltsjahr { $year } Ihres Vorhabens „{ $title }“ ist abgelaufen.
    }

    Bitte reichen Sie den Zwischennachweis bis zum { $interim_due } im Förderportal ein: die Ausgaben des Jahres und einen kurzen Bericht.
mail-m-v19-subject = { $when ->
    [before] Erinnerung: Zwischennachweis { $year } zu { $number } bis { $interim_due }
   *[overdue] Mahnung: Zwischennachweis { $year } zu { $number } war am { $interim_due } fällig
 }
mail-m-v19-body =
    { $when ->
        [before] bitte denken Sie an den Zwischennachweis { $year } für „{ $title }“. Er ist am { $interim_due } fällig.
       *[overdue] der Zwischennachweis { $year } für „{ $title }“ war am { $interim_due } fällig und liegt uns nicht vor.
    }
mail-m-v20-subject = Zwischennachweis { $year } zu { $number } eingegangen
mail-m-v20-body =
    der Zwischennachweis { $year } für „{ $title }“ ({ $body }) ist eingegangen.
mail-m-v21-subject = Zwischennachweis { $year } zu { $number } überfällig
mail-m-v21-body =
    der Zwischennachweis { $year } für „{ $title }“ ({ $body }) war am { $interim_due } fällig und ist seit 30 Tagen überfällig.

### history of a case
applications-event-proof-open = Verwendungsnachweis angelegt
applications-event-proof-move = Fälligkeit des Verwendungsnachweises verschoben
applications-event-proof-report-due = Verwendungsnachweis fällig
applications-event-proof-overdue = Verwendungsnachweis überfällig
applications-event-proof-save = Verwendungsnachweis gespeichert
applications-event-proof-attach = Anlage zum Verwendungsnachweis hochgeladen
applications-event-proof-detach = Anlage zum Verwendungsnachweis entfernt
applications-event-proof-vouchers = Belege übernommen
applications-event-proof-remove-vouchers = Belegliste geleert
applications-event-proof-report = Verwendungsnachweis eingereicht
applications-event-proof-report-back = Verwendungsnachweis zur Ergänzung zurückgegeben
applications-event-proof-audit = Prüfung des Verwendungsnachweises begonnen
applications-event-proof-examine = Prüfvermerk erstellt
applications-event-proof-return-note = Prüfvermerk zurückgegeben
applications-event-proof-sample = Für die Stichprobe gezogen
applications-event-proof-settle = Verwendungsnachweis anerkannt
applications-event-proof-hear = Anhörung begonnen
applications-event-proof-hear-end = Anhörung beendet
applications-event-proof-resume = Bewilligung läuft nach der Anhörung weiter
applications-event-proof-resume-unpaid = Bewilligung läuft nach der Anhörung weiter
applications-event-proof-await = Verwendungsnachweis wieder erwartet
applications-event-proof-audit-on = Prüfung nach dem Zinsbescheid fortgesetzt
applications-event-proof-reclaim = Erstattung gefordert
applications-event-proof-revoke = Bewilligung widerrufen
applications-event-proof-close = Vorgang abgeschlossen
applications-event-proof-reopen = Vorgang wieder eröffnet
applications-event-proof-uphold = Anhörung ohne Forderung beendet
applications-event-proof-know = Tag der Kenntnis festgehalten
applications-event-proof-correct-knowledge = Berichtigung des Tages der Kenntnis vorgelegt
applications-event-proof-confirm-knowledge = Berichtigung des Tages der Kenntnis bestätigt
applications-event-proof-refuse-knowledge = Berichtigung des Tages der Kenntnis abgelehnt
applications-event-proof-ask-extension = Fristverlängerung beantragt
applications-event-proof-extend = Frist des Verwendungsnachweises verlängert
applications-event-proof-refuse-extension = Fristverlängerung abgelehnt
applications-event-proof-interim-open = Zwischennachweis vorgesehen
applications-event-proof-interim-drop = Zwischennachweis entfällt
applications-event-proof-interim-due = Zwischennachweis fällig
applications-event-proof-interim-overdue = Zwischennachweis überfällig
applications-event-proof-interim-save = Zwischennachweis gespeichert
applications-event-proof-interim-report = Zwischennachweis eingereicht
applications-event-proof-interim-back = Zwischennachweis zur Ergänzung zurückgegeben
applications-event-proof-interim-note = Zwischennachweis zur Kenntnis genommen
applications-event-claim-hear = Kommune angehört
applications-event-claim-statement = Äußerung zur Anhörung
applications-event-claim-drop = Rückforderung nicht weiterverfolgt
applications-event-claim-propose = Erstattungsbescheid vorbereitet
applications-event-claim-issue = Erstattungs- oder Widerrufsbescheid erlassen
applications-event-claim-receive = Erstattung eingegangen
applications-event-claim-settle = Rückforderung erledigt
