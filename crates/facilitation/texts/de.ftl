### facilitation
nav-engagements = Prozessbegleitung
nav-facilitators = Pool
facilitation-title = Prozessbegleitung
facilitation-lead = Wer welches Vorhaben begleitet und wie viel vom Beratungskontingent noch da ist.
facilitation-engagements = Begleitungen
facilitation-one = Begleitung
facilitation-open = ansehen
facilitation-of = Begleitung { $body }
facilitation-to-fill = Begleitung zu besetzen
facilitation-propose = Team vorschlagen
facilitation-propose-for = Team für { $body } vorschlagen
facilitation-choice = { $regions }; Tagessatz { $rate } netto
facilitation-team = Team
facilitation-team-hint = Eine bis drei Personen. Der Tagessatz der ersten Person wird vorgeschlagen.
facilitation-number = Nummer
facilitation-municipality = Kommune
facilitation-project = Vorhaben
facilitation-next = Nächster Schritt
facilitation-worth = Wert der Zusage
facilitation-value = Wert des Kontingents (brutto)
facilitation-contingent = Beratungskontingent
facilitation-contingent-hint = In Stunden. Wie lang ein Beratungstag ist, steht in den Programmwerten.
facilitation-hours = Std.
facilitation-used = Verbraucht
facilitation-used-of = { $hours } ({ $percent } %)
facilitation-rest = Rest
facilitation-period = Zeitraum
facilitation-from = Beginn
facilitation-until = Ende
facilitation-first-talk = Erstgespräch
facilitation-reason = Begründung
facilitation-timeline = Verlauf
facilitation-any-state = alle
facilitation-state = Stand
facilitation-state-PROPOSED = vorgeschlagen
facilitation-state-CONFIRMED_PB = zugesagt
facilitation-state-DECLINED = abgesagt
facilitation-state-PREPARED = Beauftragung vorbereitet
facilitation-state-ASSIGNED = beauftragt
facilitation-state-RUNNING = läuft
facilitation-state-SUSPENDED = unterbrochen
facilitation-state-COMPLETED = beendet
facilitation-state-TERMINATED = abgebrochen
facilitation-answer = Antwort
facilitation-answer-OPEN = offen
facilitation-answer-YES = zugesagt
facilitation-answer-NO = abgesagt
facilitation-contract = Vertragsdaten
facilitation-contract-no = Vertragsnummer
facilitation-accept = Zusagen
facilitation-decline = Absagen
facilitation-prepare = Zur Beauftragung vorlegen
facilitation-assign = Beauftragen
facilitation-start = Begleitung beginnen
facilitation-suspend = Begleitung unterbrechen
facilitation-resume = Begleitung fortsetzen
facilitation-complete = Begleitung beenden
facilitation-complete-sure = Die Begleitung beenden? Danach können keine Stunden mehr gebucht werden.
facilitation-terminate = Begleitung abbrechen
facilitation-pool = Pool der Prozessbegleitung
facilitation-pool-lead = Personen, die Kommunen begleiten können.
facilitation-add = In den Pool aufnehmen
facilitation-programme = Förderprogramm
facilitation-name = Name
facilitation-firm = Büro
facilitation-email = E-Mail
facilitation-phone = Telefon
facilitation-regions = Regionen
facilitation-focus = Schwerpunkte
facilitation-languages = Sprachen
facilitation-day-rate = Tagessatz netto
facilitation-vat = Umsatzsteuerpflichtig
facilitation-available = Verfügbar ab
facilitation-days = Höchstens Tage je Monat
facilitation-account = Konto vorhanden
facilitation-active = aktiv
facilitation-inactive = nicht aktiv
facilitation-yes = ja
facilitation-no = nein
facilitation-known = { $email } ist bereits im Pool.
facilitation-over-value = Das Kontingent ist { $over } zu hoch: Verfügbar sind { $rest } einschließlich Umsatzsteuer.
facilitation-over-contingent = Das Beratungskontingent reicht nicht: höchstens { $rest } sind noch frei.
facilitation-engaged = Für dieses Vorhaben gibt es schon eine Begleitung, oder die Zusage ist noch nicht erlassen.
facilitation-team-size = Bitte wählen Sie eine bis drei Personen.
facilitation-not-in-pool = Eine der Personen ist nicht oder nicht mehr im Pool dieses Programms.
facilitation-conflict = { $name } ist dieser Kommune verbunden (Wohnort, Arbeitgeber oder Amt) und kann sie nicht begleiten.
facilitation-wrong-state = In diesem Stand der Begleitung ist das nicht möglich. Laden Sie die Seite neu.
facilitation-done-proposed = Das Team ist vorgeschlagen, die Anfragen sind unterwegs.
facilitation-done-accepted = Ihre Zusage ist notiert.
facilitation-done-declined = Ihre Absage ist notiert.
facilitation-done-prepared = Die Beauftragung liegt der Sachbearbeitung vor.
facilitation-done-assigned = Das Team ist beauftragt; Team und Kommune werden benachrichtigt.
facilitation-done-started = Die Begleitung läuft. Sie können jetzt Stunden buchen.
facilitation-done-suspended = Die Begleitung ist unterbrochen.
facilitation-done-resumed = Die Begleitung läuft wieder.
facilitation-done-completed = Die Begleitung ist beendet.
facilitation-done-terminated = Die Begleitung ist abgebrochen.
facilitation-done-added = Die Person ist im Pool.
facilitation-task-answer = { $count ->
    [one] Eine Anfrage zur Prozessbegleitung beantworten
   *[other] { $count } Anfragen zur Prozessbegleitung beantworten
 }
facilitation-task-start = { $count ->
    [one] Eine Begleitung mit dem Erstgespräch beginnen
   *[other] { $count } Begleitungen mit dem Erstgespräch beginnen
 }
facilitation-task-fill = { $count ->
    [one] Für ein Vorhaben ein Team vorschlagen
   *[other] Für { $count } Vorhaben ein Team vorschlagen
 }
facilitation-task-prepare = { $count ->
    [one] Eine Beauftragung vorbereiten
   *[other] { $count } Beauftragungen vorbereiten
 }
facilitation-task-assign = { $count ->
    [one] Ein Team beauftragen
   *[other] { $count } Teams beauftragen
 }
imports-kind-pool = Pool der Prozessbegleitung importieren
imports-kind-pool-hint = Liste mit Name, E-Mail und Tagessatz netto; Region, Schwerpunkte, Sprachen und Verfügbarkeit werden erkannt.
mail-m-f01-subject = Anfrage Prozessbegleitung { $body }
mail-m-f01-body =
    für das Vorhaben „{ $title }“ ({ $body }) wird eine Prozessbegleitung gesucht. Sie sind als Team vorgeschlagen.

    Bitte sagen Sie im Portal zu oder ab.
mail-m-f02-subject = Zusage Prozessbegleitung { $body }
mail-m-f02-body =
    das vorgeschlagene Team hat für { $body } zugesagt. Als Nächstes legen Sie die Vertragsdaten fest.
mail-m-f03-subject = Absage Prozessbegleitung { $body }
mail-m-f03-body =
    das vorgeschlagene Team hat für { $body } abgesagt. Bitte schlagen Sie ein anderes Team vor.

    Begründung: { $reason }
mail-m-f04-subject = Ihre Prozessbegleitung { $body }
mail-m-f04-body =
    die Prozessbegleitung für das Vorhaben „{ $title }“ ist beauftragt.

    Beratungskontingent: { $contingent }

    Die Personen und Kontaktdaten finden Sie im Portal. Als Nächstes wird ein Erstgespräch vereinbart.
mail-m-f05-subject = Erstgespräch am { $day }
mail-m-f05-body =
    das Erstgespräch zum Vorhaben „{ $title }“ ist für den { $day } eingetragen. Damit beginnt die Begleitung.
mail-m-f06-subject = Prozessbegleitung { $body }: Unterbrechung
mail-m-f06-body =
    der Stand der Prozessbegleitung zum Vorhaben „{ $title }“ hat sich geändert (Unterbrechung oder Fortsetzung). Einzelheiten finden Sie im Portal.
mail-m-f09-subject = Prozessbegleitung beendet – Bitte um Rückmeldung
mail-m-f09-body =
    die Prozessbegleitung zum Vorhaben „{ $title }“ ist beendet. Verbraucht wurden { $used } von { $contingent }.

    Bitte schreiben Sie uns, was gut war und was besser werden soll.
mail-m-f10-subject = Prozessbegleitung { $body } abgebrochen
mail-m-f10-body =
    die Prozessbegleitung zum Vorhaben „{ $title }“ wurde abgebrochen. Die Begründung steht im Portal.
mail-m-f11-subject = Kontingent { $body } zu 80 % verbraucht
mail-m-f11-body =
    das Beratungskontingent für { $body } ist zu mindestens 80 % verbraucht.

    Verbraucht: { $used }
    Rest: { $rest }
mail-m-f12-subject = Kontingent { $body } ausgeschöpft
mail-m-f12-body =
    das Beratungskontingent für { $body } ist ausgeschöpft ({ $used }). { $stop ->
        [false] Was darüber hinaus freigegeben wird, ist gekennzeichnet.
       *[other] Weitere Stunden können nicht freigegeben werden.
    }
applications-event-engagement-propose = Team vorgeschlagen
applications-event-engagement-agree = Zusage eines Teammitglieds
applications-event-engagement-confirm = Team hat zugesagt
applications-event-engagement-decline = Team hat abgesagt
applications-event-engagement-prepare = Beauftragung vorbereitet
applications-event-engagement-assign = Team beauftragt
applications-event-engagement-start = Begleitung begonnen
applications-event-engagement-suspend = Begleitung unterbrochen
applications-event-engagement-resume = Begleitung fortgesetzt
applications-event-engagement-complete = Begleitung beendet
applications-event-engagement-terminate = Begleitung abgebrochen
facilitation-over = Über das Kontingent hinaus
facilitation-over-rest = Vom Kontingent sind nur noch { $rest } übrig; das erste Team hat den anderen Teil verbraucht.
facilitation-replace = Begleitung wechseln
facilitation-replace-rest = Das neue Team übernimmt, was vom Kontingent übrig ist: { $rest }. Freigegebene Stunden bleiben beim bisherigen Team.
applications-event-engagement-replace = Begleitung gewechselt
mail-m-f08-subject = Wechsel der Prozessbegleitung { $body }
mail-m-f08-body =
    die Prozessbegleitung zum Vorhaben „{ $title }“ wechselt. Ein neues Team übernimmt das verbleibende Kontingent ({ $rest }).

    Begründung: { $reason }
