### hours
nav-hours = Stunden
hours-title = Stunden
hours-lead = Gebuchte Stunden der Prozessbegleitung, ihre Freigabe und was davon auf das Beratungskontingent zählt.
hours-new = Stunden buchen
hours-nothing-running = Stunden buchen Sie, sobald eine Ihrer Begleitungen läuft. Zurzeit läuft keine.
hours-mine-in = Meine Stunden im { $month }
hours-mine-empty = In diesem Monat haben Sie noch keine Stunden gebucht.
hours-all = Alle Buchungen
hours-all-empty = Dazu gibt es keine Buchungen. Setzen Sie den Filter zurück.
hours-entries = Buchungen
hours-engagement = Begleitung (freie Stunden)
hours-number = Nummer
hours-municipality = Kommune
hours-person = Prozessbegleitung
hours-day = Tag
hours-month = Monat
hours-time = Uhrzeit
hours-from = Beginn
hours-until = Ende
hours-until-hint = Liegt das Ende nicht nach dem Beginn, zählt der Folgetag.
hours-break = Pause
hours-minutes-unit = Min.
hours-minutes = { $minutes } Min.
hours-worked = Gearbeitet
hours-billable = Anrechenbar
hours-activity = Tätigkeit
hours-activity-VOR_ORT = Vor Ort
hours-activity-ONLINE = Online
hours-activity-VORBEREITUNG = Vorbereitung
hours-activity-NACHBEREITUNG = Nachbereitung
hours-activity-REISEZEIT = Reisezeit (zählt zur Hälfte)
hours-activity-TEAM = Abstimmung im Team
hours-activity-NETZWERKTREFFEN = Netzwerktreffen
hours-place = Ort
hours-place-hint = Bei Vorhaben mit mehreren Orten: Wo fand die Arbeit statt?
hours-no-place = ohne Ortsangabe
hours-description = Beschreibung
hours-description-hint = Was wurde gemacht? Zum Einreichen mindestens 10 Zeichen.
hours-reason = Begründung
hours-approved-by = Freigegeben von
hours-sum = Summe
hours-by-month = Anrechenbare Stunden je Monat
hours-by-place = Freigegebene Stunden je Ort
hours-show = Alle Buchungen ansehen
hours-of = Buchung vom { $day }
hours-timeline = Verlauf
hours-any-state = alle
hours-state = Stand
hours-state-DRAFT = Entwurf
hours-state-SUBMITTED = Eingereicht
hours-state-APPROVED = Freigegeben
hours-state-REJECTED = Zurückgewiesen
hours-state-DISCARDED = Verworfen
hours-book = Als Entwurf speichern
hours-book-submit = Speichern und einreichen
hours-correct = Ändern
hours-submit = Einreichen
hours-drafts = Noch nicht eingereicht
hours-submit-all = Entwürfe einreichen
hours-submit-drafts = { $count ->
    [one] Entwurf für { $body } einreichen
   *[other] { $count } Entwürfe für { $body } einreichen
 }
hours-discard = Verwerfen
hours-discard-sure = Die Buchung endgültig verwerfen?
hours-back = Zurück zu den Stunden
hours-to-approve = Zur Freigabe
hours-none-to-approve = Zurzeit wartet keine Buchung auf Ihre Freigabe.
hours-approve = Freigeben
hours-approve-hint = Jede Freigabe wird einzeln geprüft; das Ergebnis sehen Sie danach für jede Buchung.
hours-approve-chosen = Ausgewählte freigeben
hours-approve-all = Alle freigeben
hours-reject = Zurückweisen
hours-results = Ergebnis der Freigabe
hours-results-lead = { $approved } von { $total } freigegeben.
hours-result = Ergebnis
hours-result-approved = freigegeben
hours-result-left = nicht freigegeben
hours-why = Grund
hours-length = Eine Buchung dauert ohne Pause mindestens { $least } und höchstens 12,00 Std.; diese dauert { $hours }.
hours-step = Stunden werden in Schritten von { $step } Minuten gebucht; diese Buchung hat { $minutes } Minuten.
hours-break-negative = Die Pause kann nicht negativ sein.
hours-time-does-not-exist = Diese Uhrzeit gibt es an diesem Tag nicht, weil die Uhr auf Sommerzeit vorgestellt wird. Wählen Sie eine andere Uhrzeit.
hours-time-ambiguous = Diese Uhrzeit gibt es an diesem Tag zweimal, weil die Uhr auf Winterzeit zurückgestellt wird. Wählen Sie eine andere Uhrzeit.
hours-future = Der Tag liegt in der Zukunft.
hours-outside-period = Der Tag liegt nicht im Zeitraum der Begleitung.
hours-overlap = Diese Zeit überschneidet sich mit { $from }–{ $until } { $body }.
hours-day-too-long = An einem Tag können höchstens 12,00 Std. gebucht werden; mit dieser Buchung wären es { $hours }.
hours-description-short = Die Beschreibung der Buchung vom { $day } ist zu kurz. Schreiben Sie mindestens { $min } Zeichen.
hours-not-running = Stunden können nur gebucht werden, solange die Begleitung läuft.
hours-no-drafts = Es gibt keine Entwürfe zum Einreichen.
hours-wrong-state = In diesem Stand der Buchung ist das nicht möglich. Laden Sie die Seite neu.
hours-done-booked = Die Stunden sind als Entwurf gespeichert.
hours-done-corrected = Die Buchung ist geändert und wieder ein Entwurf.
hours-done-submitted = Die Buchung ist eingereicht.
hours-done-all-submitted = Alle Entwürfe sind eingereicht.
hours-done-discarded = Die Buchung ist verworfen.
hours-done-approved = Die Buchung ist freigegeben.
hours-done-rejected = Die Buchung ist zurückgewiesen; die Prozessbegleitung wird benachrichtigt.
hours-done-none = Es war keine Buchung ausgewählt.
hours-task-drafts = { $count ->
    [one] Einen Entwurf einer Stundenbuchung einreichen
   *[other] { $count } Entwürfe von Stundenbuchungen einreichen
 }
hours-task-rejected = { $count ->
    [one] Eine zurückgewiesene Stundenbuchung berichtigen
   *[other] { $count } zurückgewiesene Stundenbuchungen berichtigen
 }
hours-task-approve = { $count ->
    [one] Eine Stundenbuchung freigeben
   *[other] { $count } Stundenbuchungen freigeben
 }
hours-import-known = Diese Zeit ist schon gebucht.
hours-import-times = Datum, Beginn und Ende müssen lesbar angegeben sein.
hours-import-activity = „{ $value }“ ist keine bekannte Tätigkeit. Möglich sind Vor Ort, Online, Vorbereitung, Nachbereitung, Reisezeit, Team, Netzwerktreffen.
hours-import-body = Zu „{ $value }“ läuft keine Ihrer Begleitungen.
hours-import-differs = Die Liste nennt { $stated } Stunden, aus den Uhrzeiten ergeben sich { $computed }.
hours-import-short = Die Beschreibung ist zu kurz zum Einreichen; ergänzen Sie sie im Entwurf.
hours-import-expenses = Kilometer und Auslagen werden aus dieser Liste nicht übernommen.
imports-kind-hours = Stundennachweis importieren
imports-kind-hours-hint = Ihre eigene Liste mit Datum, von, bis, Pause, Kommune, Tätigkeit und Beschreibung; jede Zeile wird ein Entwurf.
mail-m-h01-subject = { $count ->
    [one] Eine Stundenbuchung zur Freigabe
   *[other] { $count } Stundenbuchungen zur Freigabe
 }
mail-m-h01-body =
    im Portal warten Stundenbuchungen der Prozessbegleitung auf Ihre Freigabe.

    Summe: { $sum }
mail-m-h02-subject = Stundenbuchung vom { $day } zurückgewiesen
mail-m-h02-body =
    Ihre Stundenbuchung vom { $day } für { $body } ({ $hours }) wurde zurückgewiesen.

    Begründung: { $reason }

    Bitte berichtigen oder verwerfen Sie die Buchung im Portal.
applications-event-hours-entry-book = Stunden gebucht
applications-event-hours-entry-correct = Stunden berichtigt
applications-event-hours-entry-submit = Stunden eingereicht
applications-event-hours-entry-approve = Stunden freigegeben
applications-event-hours-entry-reject = Stunden zurückgewiesen
applications-event-hours-entry-discard = Stunden verworfen
applications-event-hours-entry-import = Stunden aus Nachweis übernommen
hours-rest-of = Rest { $body }
hours-rest-note = { $used } von { $contingent } verbraucht
hours-to-correct = Zurückgewiesen: bitte berichtigen
hours-next = Nächster Schritt
hours-rejected-because = Zurückgewiesen, weil:
hours-engagement-hint = In Klammern steht, was vom Kontingent übrig ist.
hours-unit = Stunden
hours-invoices = Rechnungen
hours-invoices-of = Rechnungen { $body }
hours-invoices-none = Es wurde noch keine Rechnung geprüft.
hours-invoice-number = Rechnungsnummer
hours-invoice-received = Eingegangen am
hours-invoice-until = Abgerechnet bis
hours-invoice-until-hint = Alle freigegebenen Stunden bis zu diesem Tag, die noch keine Rechnung abdeckt.
hours-invoice-claimed = Stunden laut Rechnung
hours-invoice-gross = Betrag brutto
hours-invoice-check = Rechnung prüfen
hours-invoice-compare = Mit freigegebenen Stunden vergleichen
hours-invoice-open = Freigegeben, noch nicht abgerechnet
hours-invoice-rate = Tagessatz netto
hours-invoice-known = Diese Rechnung ist schon anerkannt.
hours-invoice-ACCEPTED = anerkannt
hours-invoice-RETURNED = zurückgegeben
hours-invoice-goes-back = Die Rechnung geht zurück
hours-invoice-too-much = Rechnung { $number } nennt { $claimed }, freigegeben sind { $approved }: { $difference } zu viel, das sind { $net } netto, { $gross } brutto.
hours-invoice-too-little = Rechnung { $number } nennt { $claimed }, freigegeben sind { $approved }: { $difference } fehlen, das sind { $net } netto, { $gross } brutto.
hours-done-billed = Die Rechnung ist anerkannt. Die Stunden gelten als abgerechnet.
hours-done-returned = Die Rechnung ist als zurückgegeben vermerkt.
applications-event-hours-invoice-accept = Rechnung der Prozessbegleitung anerkannt
applications-event-hours-invoice-return = Rechnung der Prozessbegleitung zurückgegeben
